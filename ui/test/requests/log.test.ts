import { createEffect, createRoot, createSignal } from 'solid-js';
import { describe, expect, it } from 'vitest';

import { parse } from '../../src/pages/requests/filter/parse';
import { createLog, type Log } from '../../src/store/log';
import { createView } from '../../src/pages/requests/view';
import { row } from './rows';

/** A log that shows what has come when it is told to. */
function shownOnDemand(kept?: number): { log: Log; show: () => void; asked: () => number } {
  let due: (() => void) | undefined;
  let asked = 0;
  const log = createLog((show) => {
    asked += 1;
    due = show;
  }, kept);
  return { log, show: () => due?.(), asked: () => asked };
}

const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => row({ id: from + at }));
const ids = (entries: readonly { id: number }[]) => entries.map((entry) => entry.id);

describe('the log', () => {
  it('shows a burst once', () => {
    const { log, show, asked } = shownOnDemand();
    for (const one of rows(1, 500)) log.take([one], false);
    expect([log.entries(), log.told()]).toEqual([[], false]);
    show();
    expect([log.entries().length, log.told()]).toEqual([500, true]);
    expect(asked()).toBe(1);
  });

  it('keeps its size, and drops the oldest', () => {
    const { log, show } = shownOnDemand(3);
    log.take(rows(1, 5), false);
    show();
    expect(ids(log.entries())).toEqual([3, 4, 5]);
    expect(log.find(2)).toBeUndefined();
    log.take(rows(6, 6), false);
    show();
    expect(ids(log.entries())).toEqual([4, 5, 6]);
  });

  it('puts rows in the order of their ids, and shows a row as it was told last', () => {
    const { log, show } = shownOnDemand();
    log.take([row({ id: 3 }), row({ id: 1 })], false);
    show();
    log.take([row({ id: 2 }), row({ id: 3, status: 429 }), row({ id: 3, status: 500 })], false);
    show();
    expect(ids(log.entries())).toEqual([1, 2, 3]);
    expect(log.find(3)?.row().status).toBe(500);
  });

  it('forgets all before a fresh start, and nothing after it', () => {
    const { log, show } = shownOnDemand();
    log.take(rows(1, 3), false);
    show();
    log.take(rows(4, 4), false);
    log.take(rows(5, 5), true);
    log.take(rows(6, 6), false);
    show();
    expect(ids(log.entries())).toEqual([5, 6]);
    log.take([], true);
    show();
    expect(log.entries()).toEqual([]);
  });

  it('touches only the rows that have changed', () =>
    createRoot((dispose) => {
      const { log, show } = shownOnDemand();
      log.take(rows(1, 100), false);
      show();
      const drawn: number[] = [];
      for (const entry of log.entries()) createEffect(() => drawn.push(entry.row().id));
      queueMicrotask(() => {
        drawn.length = 0;
        log.take([row({ id: 7, status: 500 }), row({ id: 101 })], false);
        show();
        expect(drawn).toEqual([7]);
        dispose();
      });
    }));
});

describe('the view', () => {
  const setUp = () => {
    const { log, show } = shownOnDemand();
    const [text, write] = createSignal('');
    const view = createView(log, () => parse(text()));
    const come = (...told: Parameters<Log['take']>[0]) => {
      log.take(told, false);
      show();
    };
    return { view, write, come };
  };
  const inView = (test: (set: ReturnType<typeof setUp>) => void) => () =>
    createRoot((dispose) => {
      test(setUp());
      dispose();
    });

  it(
    'follows, the newest first',
    inView(({ view, come }) => {
      come(...rows(1, 3));
      expect(ids(view.shown())).toEqual([3, 2, 1]);
      come(...rows(4, 4));
      expect(ids(view.shown())).toEqual([4, 3, 2, 1]);
      expect(view.fresh()).toBe(0);
    }),
  );

  it(
    'holds still while it is paused or read, and counts what comes',
    inView(({ view, come }) => {
      come(...rows(1, 2));
      view.pause(true);
      view.read(true);
      come(...rows(3, 130));
      expect(ids(view.shown())).toEqual([2, 1]);
      expect([view.held(), view.fresh()]).toEqual(['paused', 128]);
      view.pause(false);
      expect([view.held(), view.fresh()]).toEqual(['reading', 128]);
      view.catchUp();
      expect([view.shown().length, view.fresh()]).toEqual([130, 0]);
      view.read(false);
      expect(view.held()).toBeUndefined();
    }),
  );

  it(
    'counts what the filter lets through, and follows rows that change',
    inView(({ view, write, come }) => {
      come(row({ id: 1, outcome: 'open' }), row({ id: 2 }));
      write('status:open');
      expect(ids(view.shown())).toEqual([1]);
      view.pause(true);
      come(row({ id: 3, outcome: 'open' }), row({ id: 4 }));
      expect(view.fresh()).toBe(1);
      come(row({ id: 1 }));
      expect(ids(view.shown())).toEqual([]);
    }),
  );

  it(
    'is the same array while the same rows are in it',
    inView(({ view, come }) => {
      come(...rows(1, 3));
      const before = view.shown();
      come(row({ id: 2, status: 500 }));
      expect(view.shown()).toBe(before);
    }),
  );
});
