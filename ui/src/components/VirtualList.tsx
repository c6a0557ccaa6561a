import { children, createEffect, createMemo, createSignal, createUniqueId, For, on, onCleanup, onMount, untrack, type JSX } from 'solid-js';

import { anchored, inSight, moved, scaled } from './window';
import './VirtualList.css';

interface Props<T extends object> {
  /** What it lists, for screen readers. */
  label: string;
  items: readonly T[];
  /** What tells one item from another, for as long as it is in the list. */
  id: (item: T) => string;
  /** Every row's height, in pixels where letters have the ordinary size. */
  rowHeight: number;
  /** The header's cells, `role="columnheader"`, laid out as the rows are: by `columns`. */
  head?: JSX.Element;
  /** A grid-template-columns for head and rows. */
  columns: string;
  /** The chosen item's id. */
  selected: string | undefined;
  /** Hears which row was clicked, or gone to by a key. */
  onSelect: (item: T) => void;
  /** Enter, or a double click. */
  onOpen?: (item: T) => void;
  /** One row's cells, `role="gridcell"`. */
  children: (item: T) => JSX.Element;
}

const SPARE = 8;

/** Ten thousand rows: only those in sight exist. What is in sight stays there while rows arrive above it. */
export function VirtualList<T extends object>(props: Props<T>): JSX.Element {
  const id = createUniqueId();
  const [scroll, setScroll] = createSignal(0);
  const [height, setHeight] = createSignal(0);
  const row = untrack(() => scaled(props.rowHeight));
  // Read once: every reading of such a property draws it anew.
  const heading = children(() => props.head);
  const above = () => (heading() ? 1 : 0);
  let frame!: HTMLDivElement;
  let head: HTMLDivElement | undefined;

  const range = createMemo(() => inSight(scroll(), height(), row, props.items.length, SPARE), undefined, {
    equals: (a, b) => a.from === b.from && a.to === b.to,
  });
  const drawn = createMemo(() => props.items.slice(range().from, range().to));
  // Where each item is: looked up in a long list that changes often, so only when somebody asks.
  let indexed: { items: readonly T[]; places: Map<string, number> } | undefined;
  const places = () => {
    const { items } = props;
    if (indexed?.items !== items) indexed = { items, places: new Map(items.map((item, at) => [props.id(item), at])) };
    return indexed.places;
  };
  const chosen = () => (props.selected === undefined ? -1 : (places().get(props.selected) ?? -1));
  const rowId = (key: string) => `${id}-${key}`;
  const active = () => (chosen() >= range().from && chosen() < range().to ? rowId(props.selected ?? '') : undefined);

  // The drawn part moves with the list before the browser paints, so nothing is seen to jump.
  createEffect(
    on(() => props.items, (_, before) => {
      const top = untrack(scroll);
      // At the top there is nothing to hold, and to ask the browser would make it lay the whole list out.
      if (before === undefined || top < row / 2) return;
      frame.scrollTop = anchored(top, row, before.map(props.id), places());
      setScroll(frame.scrollTop);
    }),
  );

  onMount(() => {
    const measure = () => setHeight(frame.clientHeight - (head?.offsetHeight ?? 0));
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(frame);
    onCleanup(() => observer.disconnect());
  });

  const reveal = (at: number) => {
    const top = at * row;
    if (top < frame.scrollTop) frame.scrollTop = top;
    else if (top + row > frame.scrollTop + height()) frame.scrollTop = top + row - height();
  };

  const go = (at: number) => {
    const item = props.items[at];
    if (item === undefined) return;
    props.onSelect(item);
    reveal(at);
  };

  // Whoever chooses a row, the reader sees it: as soon as the list is seen at all.
  createEffect(
    on([() => props.selected, () => height() > 0], ([, seen]) => {
      const at = untrack(chosen);
      if (seen && at >= 0) untrack(() => reveal(at));
    }),
  );

  const press = (event: KeyboardEvent) => {
    const item = props.items[chosen()];
    if (event.key === 'Enter' && item !== undefined) props.onOpen?.(item);
    const page = Math.max(1, Math.floor(height() / row) - 1);
    const to = moved(event.key, chosen(), props.items.length, page);
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(to);
  };

  return (
    <div
      ref={frame}
      class="virtual"
      role="grid"
      tabindex="0"
      aria-label={props.label}
      aria-rowcount={props.items.length + above()}
      aria-activedescendant={active()}
      style={{ '--columns': props.columns, '--row-height': `${row}px` }}
      onScroll={() => setScroll(frame.scrollTop)}
      onKeyDown={press}
    >
      {heading() && (
        <div ref={(element) => (head = element)} class="virtual-head" role="row" aria-rowindex="1">
          {heading()}
        </div>
      )}
      <div class="virtual-rows" role="rowgroup" style={{ height: `${props.items.length * row}px` }}>
        <For each={drawn()}>
          {(item, at) => (
            <div
              class="virtual-row"
              role="row"
              id={rowId(props.id(item))}
              aria-rowindex={range().from + at() + above() + 1}
              aria-selected={props.id(item) === props.selected}
              style={{ transform: `translateY(${(range().from + at()) * row}px)` }}
              onClick={() => props.onSelect(item)}
              onDblClick={() => props.onOpen?.(item)}
            >
              {props.children(item)}
            </div>
          )}
        </For>
      </div>
    </div>
  );
}
