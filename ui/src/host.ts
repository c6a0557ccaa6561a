// The only way to the app behind the page. Nothing else imports Tauri.

import { Channel, invoke } from '@tauri-apps/api/core';

import type { Message, Request } from './bindings';

/** What the page needs of whoever runs it: the app, or in a plain browser the fake. */
export interface Host {
  /** Hears the present state at once, and every message after it. */
  subscribe(listener: (message: Message) => void): Promise<void>;
  /** Asks for something. What comes of it is told to the listener. */
  request(request: Request): Promise<void>;
}

/** The app. */
export const tauriHost: Host = {
  async subscribe(listener) {
    await invoke('subscribe', { channel: new Channel<Message>(listener) });
  },
  async request(request) {
    await invoke('request', { request });
  },
};
