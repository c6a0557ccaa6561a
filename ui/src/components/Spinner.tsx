import type { JSX } from 'solid-js';

import './Spinner.css';

/** Something works. Who shows it says what, in words or by `label`. */
export function Spinner(props: { label?: string }): JSX.Element {
  return (
    <svg
      class="spinner"
      viewBox="0 0 20 20"
      role={props.label === undefined ? undefined : 'img'}
      aria-label={props.label}
      aria-hidden={props.label === undefined ? 'true' : undefined}
    >
      <circle cx="10" cy="10" r="7.5" />
      <path d="M10 2.5a7.5 7.5 0 0 1 7.5 7.5" />
    </svg>
  );
}
