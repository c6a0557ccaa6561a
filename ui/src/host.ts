// The only way to the app behind the page. Nothing else imports Tauri.

import { Channel, invoke } from '@tauri-apps/api/core';

import type { Answer, Message, Request } from './bindings';

/** What the app tells by itself. */
export type Told = Exclude<Message, { kind: 'answered' }>;

/** What comes of an ask that was not refused. */
export type Answered = Exclude<Answer, { kind: 'refused' }>;

/** What the page needs of whoever runs it: the app, or in a plain browser the fake. */
export interface Host {
  /** Hears the present state at once, and every message after it. */
  subscribe(listener: (message: Told) => void): Promise<void>;
  /** Asks for something. A refusal rejects, with a reason that can be shown. */
  ask(request: Request): Promise<Answered>;
}

interface Waiting {
  resolve: (answer: Answered) => void;
  reject: (reason: Error) => void;
}

/** The app: asks are numbered, and answered by a message with the same number. */
class TauriHost implements Host {
  #asked = 0;
  readonly #waiting = new Map<number, Waiting>();

  async subscribe(listener: (message: Told) => void): Promise<void> {
    const channel = new Channel<Message>((message) => {
      if (message.kind === 'answered') this.#settle(message.ask, message.answer);
      else listener(message);
    });
    await invoke('subscribe', { channel });
  }

  ask(request: Request): Promise<Answered> {
    const ask = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask, { resolve, reject });
      invoke('request', { ask, request }).catch((reason: unknown) => {
        this.#waiting.delete(ask);
        reject(new Error(String(reason)));
      });
    });
  }

  #settle(ask: number, answer: Answer): void {
    const waiting = this.#waiting.get(ask);
    this.#waiting.delete(ask);
    if (answer.kind === 'refused') waiting?.reject(new Error(answer.reason));
    else waiting?.resolve(answer);
  }
}

/** The app. */
export const tauriHost: Host = new TauriHost();
