// The models that the reader wants at hand.

import { createMemo } from 'solid-js';

import { useAct, useStore } from '../../store';

export interface Favourites {
  has: (id: string) => boolean;
  toggle: (id: string) => Promise<unknown>;
}

/** The favourites, and the way to change them. */
export function useFavourites(): Favourites {
  const store = useStore();
  const act = useAct();
  const all = () => store.settings()?.favourites ?? [];
  const known = createMemo(() => new Set(all()));
  return {
    has: (id) => known().has(id),
    toggle: (id) => {
      const value = known().has(id) ? all().filter((other) => other !== id) : [...all(), id];
      return act({ kind: 'change', change: { setting: 'favourites', value } });
    },
  };
}
