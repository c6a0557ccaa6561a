// Answers to the playground, streamed as the gateway streams them.

import type { FakeHost } from './host';

const words = 'Bedrock comes to the surface here: this answer was made up in the page, word by word, to show how one arrives.'.split(' ');
const thoughts = 'A short greeting will do. I say what this is.'.split(' ');
const running = new Map<number, ReturnType<typeof setInterval>>();

/** Streams an answer. */
export function play(host: FakeHost, play: number, body: string): void {
  const { model } = JSON.parse(body) as { model?: string };
  const chunk = (delta: object, rest: object = {}) => ({ object: 'chat.completion.chunk', model, choices: [{ index: 0, delta, finish_reason: null, ...rest }] });
  const chunks = [
    ...thoughts.map((word) => chunk({ reasoning_content: `${word} ` })),
    ...words.map((word) => chunk({ content: `${word} ` })),
    chunk({}, { finish_reason: 'stop' }),
    { object: 'chat.completion.chunk', model, choices: [], usage: { prompt_tokens: 21, completion_tokens: words.length, total_tokens: 21 + words.length } },
  ];
  const timer = setInterval(() => {
    const next = chunks.shift();
    if (next === undefined) stopPlaying(host, play);
    else host.tell({ kind: 'played', play, part: { kind: 'data', json: JSON.stringify(next) } });
  }, 40);
  running.set(play, timer);
}

/** Ends it. */
export function stopPlaying(host: FakeHost, play: number): void {
  if (!running.has(play)) return;
  clearInterval(running.get(play));
  running.delete(play);
  host.tell({ kind: 'played', play, part: { kind: 'ended' } });
}
