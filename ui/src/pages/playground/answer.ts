// One answer of the gateway as it arrives: a fold over the parts of its stream.

import type { Played } from '../../bindings';
import { chunkOf, type CallPiece, type Tokens } from './chunk';

/** A call of a tool, and what came of it. */
export interface Call {
  id: string;
  name: string;
  /** JSON, as far as it has arrived. */
  args: string;
  /** What the tool answered, once it has run. */
  result?: string;
}

/** What ended an answer that did not end well. */
export type Failure =
  | { kind: 'refused'; status: number | null; message: string }
  /** Something arrived that is no chunk. */
  | { kind: 'unreadable'; data: string }
  /** The stream ended without a word of why. */
  | { kind: 'cut' };

/** How far it is. */
export type Phase = 'waiting' | 'flowing' | 'ended' | 'stopped' | 'failed';

/** One answer. Times are milliseconds since 1970. */
export interface Answer {
  phase: Phase;
  reasoning: string;
  text: string;
  calls: readonly Call[];
  /** `stop`, `length`, `tool_calls`, `content_filter`. */
  finish: string | undefined;
  tokens: Tokens | undefined;
  failure: Failure | undefined;
  /** The model as the gateway names it. */
  model: string | undefined;
  began: number;
  /** When the first word arrived. */
  first: number | undefined;
  ended: number | undefined;
}

/** An answer that is waited for from now on. */
export function awaited(now: number): Answer {
  return {
    phase: 'waiting',
    reasoning: '',
    text: '',
    calls: [],
    finish: undefined,
    tokens: undefined,
    failure: undefined,
    model: undefined,
    began: now,
    first: undefined,
    ended: undefined,
  };
}

/** Whether more may arrive. */
export const isOpen = (answer: Answer): boolean => answer.phase === 'waiting' || answer.phase === 'flowing';

/** The answer with what has arrived. After its end nothing counts. */
export function hear(answer: Answer, part: Played, now: number): Answer {
  if (!isOpen(answer)) return answer;
  switch (part.kind) {
    case 'data':
      return data(answer, part.json, now);
    case 'failed':
      return failed(answer, { kind: 'refused', status: part.status, message: part.message }, now);
    case 'ended':
      // Every answer that is whole says why it ended.
      if (answer.finish === undefined) return failed(answer, { kind: 'cut' }, now);
      return { ...answer, phase: 'ended', ended: now };
  }
}

/** The answer as it is when the reader has had enough. */
export function stopped(answer: Answer, now: number): Answer {
  return isOpen(answer) ? { ...answer, phase: 'stopped', ended: now } : answer;
}

/** The answer with what a tool has said. */
export function answered(answer: Answer, call: string, result: string): Answer {
  return { ...answer, calls: answer.calls.map((one) => (one.id === call ? { ...one, result } : one)) };
}

function failed(answer: Answer, failure: Failure, now: number): Answer {
  return { ...answer, phase: 'failed', failure, ended: now };
}

function data(answer: Answer, json: string, now: number): Answer {
  // The end of the stream in OpenAI's protocol; the app tells the end by itself.
  if (json.trim() === '[DONE]') return answer;
  const chunk = chunkOf(json);
  if (chunk === undefined) return failed(answer, { kind: 'unreadable', data: json }, now);
  if (chunk.error !== undefined) return failed(answer, { kind: 'refused', status: null, message: chunk.error }, now);
  const says = chunk.text !== '' || chunk.reasoning !== '' || chunk.calls.length > 0;
  return {
    ...answer,
    phase: says ? 'flowing' : answer.phase,
    first: answer.first ?? (says ? now : undefined),
    reasoning: answer.reasoning + chunk.reasoning,
    text: answer.text + chunk.text,
    calls: chunk.calls.reduce(called, answer.calls),
    finish: chunk.finish ?? answer.finish,
    tokens: chunk.tokens ?? answer.tokens,
    model: chunk.model ?? answer.model,
  };
}

/** Calls are told apart by their place; id and name come with the first piece. */
function called(calls: readonly Call[], piece: CallPiece): readonly Call[] {
  const call = calls[piece.index] ?? { id: '', name: '', args: '' };
  const grown = { ...call, id: call.id || piece.id, name: call.name || piece.name, args: call.args + piece.args };
  // A place that was skipped is filled: an array with holes has no `map` for them.
  const all = Array.from({ length: Math.max(calls.length, piece.index + 1) }, (_, at) => calls[at] ?? { id: '', name: '', args: '' });
  return all.with(piece.index, grown);
}
