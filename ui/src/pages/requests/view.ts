// What the list shows of the log: newest first, filtered, and held still while somebody reads.
//
// Newest first, because the request that one looks for is mostly the one just made: it stands where the eye is, beside the
// filter, in a list of one row and in one of ten thousand, without scrolling and without a jump to the end.

import { createMemo, createSignal, untrack, type Accessor } from 'solid-js';

import { matches, type Filter } from './filter/match';
import type { Entry, Log } from '../../store/log';

/** Why the list does not follow: the reader said so, or reads. */
export type Held = 'paused' | 'reading';

/** The list. */
export interface View {
  /** What it shows, newest first. The same array for as long as the same rows are in it. */
  shown: Accessor<readonly Entry[]>;
  /** How many rows that the filter lets through have come since the list was held. */
  fresh: Accessor<number>;
  /** Why it does not follow. */
  held: Accessor<Held | undefined>;
  /** Holds it, or lets it go on because the reader says so. */
  pause: (paused: boolean) => void;
  /** Holds it for as long as the reader reads, as scrolling and selecting show. */
  read: (reading: boolean) => void;
  /** Shows what has come so far, and stays held if it was. */
  catchUp: () => void;
}

/** A view of a log. */
export function createView(log: Log, filter: Accessor<Filter>): View {
  const [paused, setPaused] = createSignal(false);
  const [reading, setReading] = createSignal(false);
  // While the list is held, the newest row that it shows.
  const [newest, setNewest] = createSignal(0);
  const held = (): Held | undefined => (paused() ? 'paused' : reading() ? 'reading' : undefined);
  const fits = remembered(filter);
  const catchUp = () => setNewest(log.entries().at(-1)?.id ?? 0);
  const hold = (set: (on: boolean) => void, on: boolean) => {
    if (on && held() === undefined) catchUp();
    set(on);
  };

  const through = createMemo(() => {
    fits.renew();
    return log.entries().filter(fits.test);
  });
  const limit = () => (held() === undefined ? Infinity : newest());
  const count = createMemo(() => upTo(through(), limit()));
  const shown = createMemo<readonly Entry[]>(() => through().slice(0, count()).reverse(), [], { equals: sameEntries });

  return {
    shown,
    fresh: () => through().length - count(),
    held,
    pause: (on) => hold(setPaused, on),
    read: (on) => hold(setReading, on),
    catchUp,
  };
}

/** How many entries, oldest first, have an id up to the limit. */
function upTo(entries: readonly Entry[], limit: number): number {
  let count = entries.length;
  while (count > 0 && (entries[count - 1]?.id ?? 0) > limit) count -= 1;
  return count;
}

const sameEntries = (a: readonly Entry[], b: readonly Entry[]) =>
  a.length === b.length && a.every((entry, at) => entry === b[at]);

/** Asks the filter about a row once, and again when the row or the filter has changed: bursts touch few of many rows. */
function remembered(filter: Accessor<Filter>) {
  let known = new WeakMap<Entry, { row: unknown; fits: boolean }>();
  let last: Filter | undefined;
  return {
    renew() {
      const now = filter();
      if (now !== last) known = new WeakMap();
      last = now;
    },
    test(entry: Entry): boolean {
      const row = untrack(entry.row);
      const before = known.get(entry);
      if (before?.row === row) return before.fits;
      const fits = last === undefined || matches(last, row);
      known.set(entry, { row, fits });
      return fits;
    },
  };
}
