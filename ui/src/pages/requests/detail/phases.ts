// What a request spent its time on.

import type { Row, Stage } from '../../../bindings';

/** The time up to a stage, in milliseconds since the headers had arrived. */
export interface Phase {
  /** The stage that it ends with. */
  stage: Stage;
  from: number;
  to: number;
  /** Whether the stage has not come yet. */
  running: boolean;
}

const order: readonly Stage[] = ['read', 'parsed', 'sent', 'accepted', 'firstToken', 'ended'];

/** The phases of a request that has come so far, in the order of the clock. `now`: how old an open request is. */
export function phases(row: Row, now: number): Phase[] {
  const marks = row.timeline
    .filter((mark) => Number.isFinite(mark.at))
    .toSorted((a, b) => a.at - b.at || order.indexOf(a.stage) - order.indexOf(b.stage));
  const found: Phase[] = [];
  let from = 0;
  for (const { stage, at } of marks) {
    const to = Math.max(from, at);
    found.push({ stage, from, to, running: false });
    from = to;
  }
  const next = row.outcome === 'open' ? following(marks.at(-1)?.stage, row.streamed) : undefined;
  if (next !== undefined) found.push({ stage: next, from, to: Math.max(from, now), running: true });
  return found;
}

/** What an open request waits for. */
function following(stage: Stage | undefined, streamed: boolean): Stage | undefined {
  const next = order[stage === undefined ? 0 : order.indexOf(stage) + 1];
  return next === 'firstToken' && !streamed ? 'ended' : next;
}

/** Output tokens a second while they came; undefined where that cannot be told. */
export function speed(row: Row): number | undefined {
  const output = row.usage?.output ?? 0;
  const span = (row.duration ?? 0) - (row.firstToken ?? 0);
  return row.firstToken === null || output < 2 || span < 50 ? undefined : (output / span) * 1000;
}
