// The conversation as a chat completion request.

import type { Effort } from '../../bindings';
import type { Answer } from './answer';
import { thought } from './pieces';
import { offered } from './tools';

/** What the reader has chosen. */
export interface Options {
  /** Any name that the gateway takes. */
  model: string;
  /** Null: as the settings say. */
  effort: Effort | null;
  system: string;
  temperature: number | undefined;
  maxTokens: number | undefined;
  /** Whether the model may call the page's tools. */
  tools: boolean;
}

/** A question, and what came of it: one answer, and one more after each round of tool calls. */
export interface Exchange {
  id: number;
  question: string;
  /** As they were when it was asked. */
  options: Options;
  answers: readonly Answer[];
}

/** The request whose answer is the next one of the last exchange. */
export function bodyOf(exchanges: readonly Exchange[], options: Options): Record<string, unknown> {
  const { model, effort, system, temperature, maxTokens, tools } = options;
  return {
    model,
    messages: [
      ...(system.trim() === '' ? [] : [{ role: 'system', content: system }]),
      ...exchanges.flatMap((exchange) => [{ role: 'user', content: exchange.question }, ...exchange.answers.flatMap(said)]),
    ],
    ...(effort === null ? {} : { reasoning_effort: effort }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...(tools ? { tools: offered } : {}),
    stream: true,
    stream_options: { include_usage: true },
  };
}

/** An answer as the next request repeats it: without its thinking, which the gateway knows by itself. */
function said(answer: Answer): object[] {
  const { text } = thought(answer.text, true);
  // A call without a result would make the whole request invalid.
  const calls = answer.calls.filter((call) => call.result !== undefined);
  if (text === '' && calls.length === 0) return [];
  const message = { role: 'assistant', content: text };
  if (calls.length === 0) return [message];
  return [
    { ...message, tool_calls: calls.map(({ id, name, args }) => ({ id, type: 'function', function: { name, arguments: args } })) },
    ...calls.map(({ id, result }) => ({ role: 'tool', tool_call_id: id, content: result })),
  ];
}
