// The arithmetic of a long list of rows of one height; VirtualList draws what it says.

/** A rem where the reader's letters have the ordinary size (theme/base.css). */
const ORDINARY = 14;

/** How many pixels a rem is. */
export const rem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || ORDINARY;

/** What is so many pixels high with letters of the ordinary size, with the reader's own. */
export const scaled = (pixels: number): number => Math.round((pixels * rem()) / ORDINARY);

/** The rows to draw: `from` inclusive, `to` exclusive. */
export interface Range {
  from: number;
  to: number;
}

/** The rows in sight, and `spare` more on either side. */
export function inSight(scroll: number, height: number, row: number, count: number, spare: number): Range {
  const from = Math.max(0, Math.min(Math.floor(scroll / row) - spare, count));
  const to = Math.min(count, Math.ceil((scroll + height) / row) + spare);
  return { from, to: Math.max(from, to) };
}

/**
 * Where to scroll so that the row at the top of the sight stays there when the list changes.
 * At the very top it stays at the top: who looks there wants to see what arrives.
 */
export function anchored(scroll: number, row: number, before: readonly string[], after: ReadonlyMap<string, number>): number {
  if (scroll < row / 2) return scroll;
  const first = Math.floor(scroll / row);
  for (let at = first; at < before.length; at += 1) {
    const now = after.get(before[at] ?? '');
    if (now !== undefined) return scroll + (now - at) * row;
  }
  return Math.min(scroll, after.size * row);
}

/** The row that a key goes to from row `at`; undefined for keys that go nowhere. `page`: rows in sight. */
export function moved(key: string, at: number, count: number, page: number): number | undefined {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: count - 1 }[key];
  return to === undefined || count === 0 ? undefined : Math.max(0, Math.min(to, count - 1));
}
