// What the page shows: the filter and the model that is looked at. The address follows them, and they follow it.

import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js';

import type { Model } from '../../bindings';
import { address, useRouter, type Place } from '../../router';
import { useStore, type Store } from '../../store';
import { count, everything, select, type Counts, type Filter } from '../../parts/modelFilter';
import { fromQuery, toQuery } from './query';

/** Typing writes the address once it pauses. */
const PAUSE_MS = 200;

interface State {
  filter: Filter;
  /** The id of the model whose details are shown. */
  open: string | undefined;
}

export interface View {
  filter: Accessor<Filter>;
  narrow: (part: Partial<Filter>) => void;
  /** The models that pass, in their order. */
  shown: Accessor<readonly Model[]>;
  counts: Accessor<Counts>;
  favourites: Accessor<ReadonlySet<string>>;
  /** The model whose details are shown. */
  open: Accessor<Model | undefined>;
  show: (model: Model | undefined) => void;
}

/** What was shown when the page was left, for as long as the window is there. */
const left = new WeakMap<Store, State>();

/** The page's view: as the address says, or as it was left. */
export function createView(): View {
  const store = useStore();
  const router = useRouter();
  const told = (place: Place): State => ({ filter: fromQuery(place.query), open: place.path[0] });
  const isBare = ({ path, query }: Place) => path.length === 0 && query.size === 0;
  const [state, setState] = createSignal((isBare(router.place()) ? left.get(store) : undefined) ?? told(router.place()));
  const written = ({ filter, open }: State) => address('models', open === undefined ? [] : [open], toQuery(filter));

  let last = location.hash;
  const write = () => {
    last = written(state());
    // No new entry: Back leaves the page, and does not go through every key that was pressed.
    if (router.place().page === 'models' && last !== location.hash) location.replace(last);
  };
  let pause: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(state, (now) => {
      left.set(store, now);
      clearTimeout(pause);
      pause = setTimeout(write, PAUSE_MS);
    }),
  );
  createEffect(
    on(router.place, (place) => place.page === 'models' && location.hash !== last && setState(told(place)), { defer: true }),
  );
  onCleanup(() => clearTimeout(pause));

  const models = () => store.models()?.models ?? [];
  const filter = createMemo(() => state().filter);
  const favourites = createMemo(() => new Set(store.settings()?.favourites));
  return {
    filter,
    narrow: (part) => setState((now) => ({ ...now, filter: { ...now.filter, ...part } })),
    shown: createMemo(() => select(models(), filter(), favourites())),
    counts: createMemo(() => count(models(), filter(), favourites())),
    favourites,
    open: createMemo(() => models().find((model) => model.id === state().open)),
    show: (model) => setState((now) => ({ ...now, open: model?.id })),
  };
}

/** The filter with nothing asked, and the order kept. */
export const cleared = ({ sort, descending }: Filter): Filter => ({ ...everything, sort, descending });
