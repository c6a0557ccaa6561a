// A host without an app: it tells recorded states, and answers asks as the app would.

import type { Request } from '../src/bindings';
import type { Answered, Host, Told } from '../src/host';
import { answer } from './answers';
import { states, type StateName, type World } from './recorded/states';

export class FakeHost implements Host {
  #listener: (message: Told) => void = () => {};
  #world: World;
  /** All that was asked for, in order. */
  readonly asked: Request[] = [];
  /** Asks of these kinds are refused, with this reason. */
  readonly refusals = new Map<Request['kind'], string>();

  constructor(state: StateName = 'running') {
    this.#world = states[state]();
  }

  /** What the app would know now. */
  get world(): Readonly<World> {
    return this.#world;
  }

  async subscribe(listener: (message: Told) => void): Promise<void> {
    this.#listener = listener;
    this.become(this.#world);
    this.tell({ kind: 'rows', fresh: true, rows: this.#world.rows });
  }

  async ask(request: Request): Promise<Answered> {
    this.asked.push(request);
    const refusal = this.refusals.get(request.kind);
    if (refusal !== undefined) throw new Error(refusal);
    return answer(this, request);
  }

  /** Goes to a recorded state, and tells it. */
  show(state: StateName): void {
    const world = states[state]();
    this.become(world);
    this.tell({ kind: 'rows', fresh: true, rows: world.rows });
  }

  /** Changes some of what the app knows, and tells that. */
  become(news: Partial<World>): void {
    this.#world = { ...this.#world, ...news };
    if (news.overview) this.tell({ kind: 'overview', overview: news.overview });
    if (news.profiles) this.tell({ kind: 'profiles', profiles: news.profiles });
    if (news.settings) this.tell({ kind: 'settings', settings: news.settings });
    if (news.models) this.tell({ kind: 'models', models: news.models });
    if (news.traffic) this.tell({ kind: 'traffic', traffic: news.traffic });
    if (news.doctor) this.tell({ kind: 'doctor', doctor: news.doctor });
  }

  /** Tells the page anything. It gets a copy, as over a wire. */
  tell(message: Told): void {
    this.#listener(structuredClone(message));
  }
}
