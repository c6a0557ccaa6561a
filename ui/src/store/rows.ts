// The log as the page holds it: newest first, every id once.

import type { Row } from '../bindings';

/** What the page holds at most; the app holds no more either. */
export const MOST_ROWS = 10_000;

/** The log after news of some rows. Rows that are not in the news stay the same objects. */
export function renewed(known: readonly Row[], news: readonly Row[]): readonly Row[] {
  const newest = known[0]?.id ?? 0;
  const arrived = news.filter((row) => row.id > newest).sort((a, b) => b.id - a.id);
  const changed = news.filter((row) => row.id <= newest);
  const rows = [...arrived, ...known];
  for (const row of changed) {
    const at = find(rows, row.id);
    if (at !== undefined) rows[at] = row;
  }
  return rows.length > MOST_ROWS ? rows.slice(0, MOST_ROWS) : rows;
}

function find(rows: readonly Row[], id: number): number | undefined {
  let from = 0;
  let to = rows.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((rows[middle]?.id ?? 0) > id) from = middle + 1;
    else to = middle;
  }
  return rows[from]?.id === id ? from : undefined;
}
