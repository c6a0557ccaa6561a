// The conversation, for as long as the window is there: it goes on while other pages are shown.

import { createRoot, createSignal, type Accessor } from 'solid-js';

import type { Store } from '../../store';
import { answered, awaited, hear, isOpen, stopped, type Answer } from './answer';
import { bodyOf, type Exchange, type Options } from './request';
import { run, type World } from './tools';

/** A model that calls tools and never comes to an end is stopped. */
export const MAX_ROUNDS = 8;

const world: World = { now: () => Date.now(), random: () => Math.random() };

export interface Session {
  exchanges: Accessor<readonly Exchange[]>;
  options: Accessor<Options>;
  choose: (part: Partial<Options>) => void;
  /** What is being written, and not yet sent. */
  draft: Accessor<string>;
  write: (draft: string) => void;
  /** Whether an answer is on its way. */
  busy: Accessor<boolean>;
  ask: (question: string) => void;
  stop: () => void;
  /** Asks the last question again. */
  retry: () => void;
  /** Takes the last question back into the draft. */
  edit: () => void;
  clear: () => void;
  /** The request as it would be sent now. */
  request: () => string;
}

const blank: Options = { model: '', effort: null, system: '', temperature: undefined, maxTokens: undefined, tools: false };
const sessions = new WeakMap<Store, Session>();

/** The window's conversation. */
export function sessionOf(store: Store): Session {
  const session = sessions.get(store) ?? createRoot(() => createSession(store.play));
  sessions.set(store, session);
  return session;
}

/** A conversation on what plays requests. */
export function createSession(play: Store['play']): Session {
  const [exchanges, setExchanges] = createSignal<readonly Exchange[]>([]);
  const [options, setOptions] = createSignal(blank);
  const [draft, write] = createSignal('');
  let lastId = 0;
  let stopPlaying = () => {};

  const last = () => exchanges().at(-1);
  const answer = () => last()?.answers.at(-1);
  const busy = () => {
    const now = answer();
    return now !== undefined && isOpen(now);
  };

  const changeAnswer = (id: number, at: number, change: (answer: Answer) => Answer) =>
    setExchanges((all) =>
      all.map((one) => (one.id !== id ? one : { ...one, answers: one.answers.map((each, index) => (index === at ? change(each) : each)) })),
    );

  /** Asks for the next answer of the last exchange. */
  const next = () => {
    const exchange = last();
    if (exchange === undefined) return;
    const { id, answers } = exchange;
    const at = answers.length;
    const body = JSON.stringify(bodyOf(exchanges(), exchange.options));
    setExchanges((all) => [...all.slice(0, -1), { ...exchange, answers: [...answers, awaited(Date.now())] }]);
    stopPlaying = play(body, (part) => {
      changeAnswer(id, at, (now) => hear(now, part, Date.now()));
      if (part.kind === 'ended') useTools(id, at);
    });
  };

  /** Runs what the answer has called, and asks on with the results. */
  const useTools = (id: number, at: number) => {
    const exchange = exchanges().find((one) => one.id === id);
    const now = exchange?.answers[at];
    if (exchange === undefined || now?.phase !== 'ended' || now.finish !== 'tool_calls') return;
    for (const call of now.calls) changeAnswer(id, at, (one) => answered(one, call.id, run(call.name, call.args, world)));
    if (at + 1 < MAX_ROUNDS) next();
  };

  const stop = () => {
    const [id, at] = [last()?.id, (last()?.answers.length ?? 0) - 1];
    if (id !== undefined && busy()) changeAnswer(id, at, (now) => stopped(now, Date.now()));
    stopPlaying();
  };

  /** Takes the last exchange away. */
  const takeBack = (): Exchange | undefined => {
    stop();
    const exchange = last();
    setExchanges((all) => all.slice(0, -1));
    return exchange;
  };

  const ask = (question: string) => {
    if (busy() || question.trim() === '') return;
    lastId += 1;
    setExchanges((all) => [...all, { id: lastId, question, options: options(), answers: [] }]);
    next();
  };

  return {
    exchanges,
    options,
    choose: (part) => setOptions((now) => ({ ...now, ...part })),
    draft,
    write,
    busy,
    ask,
    stop,
    retry: () => {
      const exchange = takeBack();
      if (exchange) ask(exchange.question);
    },
    edit: () => {
      const exchange = takeBack();
      if (exchange) write(exchange.question);
    },
    clear: () => {
      stop();
      setExchanges([]);
    },
    request: () => {
      const question = draft().trim() === '' ? [] : [{ id: 0, question: draft(), options: options(), answers: [] }];
      return JSON.stringify(bodyOf([...exchanges(), ...question], options()), null, 2);
    },
  };
}
