import { Show, type JSX } from 'solid-js';

import { Icon, type IconName } from './icons';
import { Spinner } from './Spinner';
import './Button.css';

interface Props {
  /** What a click does. */
  onClick?: (event: MouseEvent) => void;
  /** `primary`: the one that most people want. `quiet`: one of many. `danger`: what cannot be undone. */
  kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  type?: 'button' | 'submit';
  icon?: IconName;
  disabled?: boolean;
  /** It works: the words stay, so that nothing moves, and no second click counts. */
  busy?: boolean;
  /** For screen readers, where the visible words need their surroundings. */
  label?: string | undefined;
  /** For buttons that stay in: whether it is in. */
  pressed?: boolean | undefined;
  /** The id of a popover that it opens. */
  opens?: string;
  children: JSX.Element;
}

export function Button(props: Props): JSX.Element {
  return (
    <button
      type={props.type ?? 'button'}
      class="button"
      classList={{ [props.kind ?? 'plain']: true, busy: props.busy ?? false }}
      disabled={props.disabled ?? false}
      aria-disabled={props.busy || undefined}
      aria-busy={props.busy || undefined}
      aria-label={props.label}
      aria-pressed={props.pressed}
      popovertarget={props.opens}
      onClick={(event) => {
        if (props.busy) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      <Show when={props.icon}>
        {(icon) => (
          <Show when={props.busy} fallback={<Icon name={icon()} />}>
            <Spinner />
          </Show>
        )}
      </Show>
      <span class="button-words">{props.children}</span>
      <Show when={props.busy && !props.icon}>
        <Spinner />
      </Show>
    </button>
  );
}
