// What the page knows: only what the host has told it.

import { createSignal, onCleanup, type Accessor } from 'solid-js';

import type { Message, Overview, Request } from './bindings';
import type { Host } from './host';

/** What came of the last copy; it is shown for a moment. */
export type Notice = Extract<Message, { kind: 'copied' | 'notCopied' }>;

export interface Store {
  /** The state; undefined until the host has told it. */
  overview: Accessor<Overview | undefined>;
  /** What came of the last copy, while it is news. */
  notice: Accessor<Notice | undefined>;
  /** The host could not be reached, or has not answered in time. */
  silent: Accessor<boolean>;
  /** Asks the host for something. */
  request: (request: Request) => void;
}

const NEWS_MS = 1800;
const PATIENCE_MS = 3000;

/** Subscribes to the host. */
export function createStore(host: Host): Store {
  const [overview, setOverview] = createSignal<Overview>();
  const [notice, setNotice] = createSignal<Notice>();
  const [silent, setSilent] = createSignal(false);
  let news: ReturnType<typeof setTimeout> | undefined;
  const patience = setTimeout(() => setSilent(true), PATIENCE_MS);

  const hear = (message: Message) => {
    clearTimeout(patience);
    setSilent(false);
    if (message.kind === 'overview') {
      setOverview(message.overview);
      return;
    }
    clearTimeout(news);
    setNotice(message);
    // A failure stays until the next try: it is the only place where the reason can be read.
    if (message.kind === 'copied') news = setTimeout(() => setNotice(undefined), NEWS_MS);
  };

  const fail = () => setSilent(true);
  host.subscribe(hear).catch(fail);
  onCleanup(() => {
    clearTimeout(patience);
    clearTimeout(news);
  });
  return { overview, notice, silent, request: (request) => void host.request(request).catch(fail) };
}
