// The playground's requests: numbered, and heard part by part.

import type { Played, Request } from '../bindings';
import { reasonOf } from '../components/Toast';

/** Hears the parts of one answer; `failed` or `ended` is the last. */
export type Hear = (part: Played) => void;

interface Plays {
  play: (body: string, hear: Hear) => () => void;
  hear: (play: number, part: Played) => void;
}

/** Keeps apart what comes to several requests. */
export function createPlays(ask: (request: Request) => Promise<unknown>): Plays {
  const listeners = new Map<number, Hear>();
  let last = 0;
  const hear = (play: number, part: Played) => {
    const listener = listeners.get(play);
    if (part.kind !== 'data') listeners.delete(play);
    listener?.(part);
  };
  return {
    hear,
    play(body, listener) {
      const play = ++last;
      listeners.set(play, listener);
      ask({ kind: 'play', play, body }).catch((reason: unknown) =>
        hear(play, { kind: 'failed', status: null, message: reasonOf(reason) }),
      );
      return () => {
        // The app says nothing more of it.
        if (listeners.delete(play)) void ask({ kind: 'stopPlaying', play }).catch(() => {});
      };
    },
  };
}
