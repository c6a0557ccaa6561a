import { Show, type JSX } from 'solid-js';

import { Icon } from './icons';
import './Disclosure.css';

interface Props {
  title: JSX.Element;
  /** Beside the title, at the end. */
  aside?: JSX.Element;
  open?: boolean;
  children: JSX.Element;
}

/** More, for who wants it: the platform's own `details`. */
export function Disclosure(props: Props): JSX.Element {
  return (
    <details class="disclosure" open={props.open ?? false}>
      <summary>
        <Icon name="chevronRight" />
        <span class="disclosure-title">{props.title}</span>
        <Show when={props.aside}>
          <span class="push">{props.aside}</span>
        </Show>
      </summary>
      <div class="disclosure-body">{props.children}</div>
    </details>
  );
}
