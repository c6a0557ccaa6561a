import { children, createUniqueId, Show, type JSX } from 'solid-js';

import './Toggle.css';

interface Props {
  label: string;
  /** One line of what it does and costs. */
  hint?: JSX.Element;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  /** The label is for screen readers alone. */
  bare?: boolean;
}

/** On or off, at once. */
export function Toggle(props: Props): JSX.Element {
  const id = createUniqueId();
  // Read once: every reading of such a property draws it anew.
  const hint = children(() => props.hint);
  return (
    <label class="toggle" classList={{ bare: props.bare ?? false }} for={id}>
      <span class="toggle-words" classList={{ 'visually-hidden': props.bare ?? false }}>
        <span>{props.label}</span>
        <Show when={hint()}>
          <span class="toggle-hint" id={`${id}-hint`}>
            {hint()}
          </span>
        </Show>
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-label={props.label}
        aria-describedby={hint() ? `${id}-hint` : undefined}
        checked={props.checked}
        disabled={props.disabled ?? false}
        onChange={(event) => {
          const wanted = event.currentTarget.checked;
          // The switch shows what is, not what was asked for.
          event.currentTarget.checked = props.checked;
          props.onChange(wanted);
        }}
      />
    </label>
  );
}
