// What was captured of a request, fetched when it is looked at.

import { createEffect, createMemo, createSignal, on, type Accessor } from 'solid-js';

import type { Detail } from '../../../bindings';
import { reasonOf } from '../../../components/Toast';
import { useStore } from '../../../store';
import type { Entry } from '../../../store/log';

/** How far that is. */
export type Loaded =
  | { kind: 'loading' }
  /** Nothing was captured. */
  | { kind: 'nothing' }
  /** It has been dropped since. */
  | { kind: 'dropped' }
  | { kind: 'failed'; reason: string }
  | { kind: 'here'; detail: Detail };

/** Follows the captured part of a row, and fetches it again when the row has come further. */
export function createDetail(entry: Accessor<Entry>): { loaded: Accessor<Loaded>; again: () => void } {
  const store = useStore();
  const [loaded, setLoaded] = createSignal<Loaded>({ kind: 'loading' });
  const [tries, setTries] = createSignal(0);
  const state = createMemo(() => {
    const { id, captured, outcome, timeline } = entry().row();
    return { id, captured, key: `${id} ${captured} ${outcome} ${timeline.length}` };
  }, undefined, { equals: (a, b) => a.key === b.key });

  createEffect(
    on([state, tries], async ([{ id, captured }], before) => {
      if (before?.[0].id !== id) setLoaded({ kind: 'loading' });
      if (!captured) return setLoaded({ kind: 'nothing' });
      const next = await fetched(id);
      // Only what was asked for last counts: the reader may have gone on.
      if (state().id === id) setLoaded(next);
      return undefined;
    }),
  );

  const fetched = async (id: number): Promise<Loaded> => {
    try {
      const answer = await store.ask({ kind: 'showDetail', id });
      const detail = answer.kind === 'detail' ? answer.detail : null;
      return detail === null ? { kind: 'dropped' } : { kind: 'here', detail };
    } catch (thrown) {
      return { kind: 'failed', reason: reasonOf(thrown) };
    }
  };
  return { loaded, again: () => setTries((count) => count + 1) };
}
