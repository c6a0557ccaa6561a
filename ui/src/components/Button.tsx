import type { JSX } from 'solid-js';

import './Button.css';

interface Props {
  /** What a click does. */
  onClick: () => void;
  /** The one that most people want. */
  primary?: boolean;
  disabled?: boolean;
  /** For screen readers, where the visible words need their surroundings. */
  label?: string | undefined;
  children: JSX.Element;
}

export function Button(props: Props): JSX.Element {
  return (
    <button
      type="button"
      class="button"
      classList={{ primary: props.primary ?? false }}
      disabled={props.disabled ?? false}
      aria-label={props.label}
      onClick={() => props.onClick()}
    >
      {props.children}
    </button>
  );
}
