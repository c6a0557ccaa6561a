import { For, type JSX } from 'solid-js';

import './Skeleton.css';

const widths = [92, 76, 84, 61, 88, 70];

/** Holds the place of lines that are on their way. Who shows it says so in words. */
export function Skeleton(props: { lines?: number }): JSX.Element {
  return (
    <div class="skeleton" aria-hidden="true">
      <For each={Array.from({ length: props.lines ?? 3 }, (_, line) => widths[line % widths.length])}>
        {(width) => <span style={{ width: `${width}%` }} />}
      </For>
    </div>
  );
}
