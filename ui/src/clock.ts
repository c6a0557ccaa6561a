// The time, for what counts down.

import { createSignal, onCleanup, type Accessor } from 'solid-js';

/** Now, in milliseconds since 1970, anew every so often. */
export function createNow(every: number): Accessor<number> {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), every);
  onCleanup(() => clearInterval(timer));
  return now;
}
