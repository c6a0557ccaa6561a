import type { JSX } from 'solid-js';

import './Table.css';

interface Props {
  /** What it lists, for screen readers. */
  label: string;
  /** The header's cells: `<th scope="col">`. A cell of figures takes class `number`. */
  head: JSX.Element;
  /** Rows of `<td>`; a row that can be opened takes class `openable`. */
  children: JSX.Element;
}

/** A table that scrolls by itself under a header that stays. */
export function Table(props: Props): JSX.Element {
  return (
    <div class="table-frame" tabindex="0" role="region" aria-label={props.label}>
      <table class="table">
        <thead>
          <tr>{props.head}</tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}
