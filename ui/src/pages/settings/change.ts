// Changing one setting, with what is wrong said beside it.

import { createSignal, type Accessor } from 'solid-js';

import type { Change } from '../../bindings';
import { reasonOf } from '../../components/Toast';
import { useStore } from '../../store';

interface Changing {
  /** Why the last change was refused; undefined when it was not. */
  error: Accessor<string | undefined>;
  /** Changes it; true when it was taken. */
  change: (change: Change) => Promise<boolean>;
  /** Says what is wrong before the app is asked. */
  refuse: (reason: string) => void;
}

/** For one setting. */
export function useChange(): Changing {
  const store = useStore();
  const [error, setError] = createSignal<string>();
  return {
    error,
    refuse: setError,
    async change(change) {
      try {
        await store.change(change);
        setError(undefined);
        return true;
      } catch (reason) {
        setError(reasonOf(reason));
        return false;
      }
    },
  };
}
