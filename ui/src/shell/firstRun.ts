// The first time, the window opens on the first run; after that it is never in the way.

import { createEffect, createRoot } from 'solid-js';

import type { Router } from '../router';
import type { Store } from '../store';

/** Goes to the first run where nobody has walked through it, unless the window was opened on some page. */
export function offerFirstRun(store: Store, router: Router): void {
  const open = location.hash.replace(/^#\/?/, '') === '';
  if (!open) return;
  createRoot((done) =>
    createEffect(() => {
      const settings = store.settings();
      if (settings === undefined) return;
      if (!settings.welcomed) router.go('welcome');
      done();
    }),
  );
}
