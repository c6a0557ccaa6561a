// A host without an app: it tells recorded states, and answers requests as the app would.

import type { Message, Overview, Request } from '../src/bindings';
import type { Host } from '../src/host';
import { recorded, type StateName } from './recorded';

const after: Partial<Record<Request, StateName>> = {
  tryDemo: 'demo',
  leaveDemo: 'noCredentials',
  startAgain: 'running',
  useFreePort: 'running',
};

export class FakeHost implements Host {
  #listener: (message: Message) => void = () => {};
  readonly requests: Request[] = [];

  constructor(private state: StateName = 'running') {}

  async subscribe(listener: (message: Message) => void): Promise<void> {
    this.#listener = listener;
    this.show(this.state);
  }

  async request(request: Request): Promise<void> {
    this.requests.push(request);
    const next = after[request];
    if (next !== undefined) this.show(next);
    else this.tell({ kind: 'copied', request });
  }

  /** Goes to a recorded state, and tells it. */
  show(state: StateName): void {
    this.state = state;
    const overview: Overview = recorded[state];
    this.tell({ kind: 'overview', overview });
  }

  /** Tells the page anything. */
  tell(message: Message): void {
    this.#listener(message);
  }
}
