// The rows of the log: ten thousand of them, each of which can change by itself.

import { batch, createSignal, type Accessor } from 'solid-js';

import type { Row } from '../bindings';

/** How many rows are kept; the oldest go first. The app keeps no more either. */
export const KEPT = 10_000;

/** A row's place in the log. It stays the same object while the row changes, so only what shows the row is drawn again. */
export interface Entry {
  readonly id: number;
  /** The row as it is now. */
  readonly row: Accessor<Row>;
}

/** The log as the window has it. */
export interface Log {
  /** The rows, oldest first. Changes when rows come or go, and after rows have changed. */
  entries: Accessor<readonly Entry[]>;
  /** Whether the app has told which rows there are. */
  told: Accessor<boolean>;
  /** The row with an id, if it is still there. */
  find: (id: number) => Entry | undefined;
  /** Takes what the app tells. It is shown with the next frame, however much comes until then. */
  take: (rows: readonly Row[], fresh: boolean) => void;
}

interface Kept extends Entry {
  set: (row: Row) => void;
}

/** A log without rows. `soon` calls back once, when it is time to show what has come. */
export function createLog(soon: (show: () => void) => void = nextFrame, kept = KEPT): Log {
  const byId = new Map<number, Kept>();
  const waiting = new Map<number, Row>();
  const [entries, setEntries] = createSignal<readonly Kept[]>([]);
  const [told, setTold] = createSignal(false);
  let forget = false;
  let due = false;

  const show = () => {
    due = false;
    const before = forget ? [] : entries();
    if (forget) byId.clear();
    forget = false;
    const rows = [...waiting.values()];
    waiting.clear();
    batch(() => {
      const added = rows.filter((row) => !change(byId.get(row.id), row)).map(keep);
      for (const entry of added) byId.set(entry.id, entry);
      const all = merged(before, added.sort(byAge));
      for (const entry of all.slice(0, Math.max(0, all.length - kept))) byId.delete(entry.id);
      setEntries(all.slice(-kept));
      setTold(true);
    });
  };

  return {
    entries,
    told,
    find: (id) => byId.get(id),
    take: (rows, fresh) => {
      if (fresh) waiting.clear();
      forget ||= fresh;
      for (const row of rows) waiting.set(row.id, row);
      if (due) return;
      due = true;
      soon(show);
    },
  };
}

const byAge = (a: Entry, b: Entry) => a.id - b.id;

function keep(row: Row): Kept {
  const [now, set] = createSignal(row);
  return { id: row.id, row: now, set };
}

function change(entry: Kept | undefined, row: Row): boolean {
  entry?.set(row);
  return entry !== undefined;
}

/** Rows come in the order of their ids, so there is hardly ever anything to sort. */
function merged(before: readonly Kept[], added: readonly Kept[]): readonly Kept[] {
  const [last, first] = [before.at(-1), added[0]];
  const all = [...before, ...added];
  return last !== undefined && first !== undefined && first.id < last.id ? all.sort(byAge) : all;
}

const HIDDEN_MS = 200;

/** With the next frame, or soon where the window is hidden and has none. */
function nextFrame(show: () => void): void {
  let shown = false;
  const once = () => {
    if (shown) return;
    shown = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    show();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, HIDDEN_MS);
}
