// Answers to the playground, streamed as the gateway streams them.

import type { FakeHost } from './host';

interface Asked {
  model?: string;
  tools?: unknown[];
  messages?: { role: string; content?: string }[];
}

const plain = `Bedrock comes to the surface here: this answer was made up in the page, word by word, to show how one arrives.

\`\`\`python
client = OpenAI(base_url="http://127.0.0.1:8642/v1")
print(client.models.list())
\`\`\`

That is all it takes.`;
const thoughts = 'A short greeting will do. I say what this is.';
const plan = 'Two dice, then a product: roll first.';
const running = new Map<number, ReturnType<typeof setInterval>>();

const words = (text: string) => text.split(/(?<= )|(?<=\n)/);

/** What is streamed: thinking and a text, or with tools at first a call, and after its result the end. */
function deltas({ tools, messages = [] }: Asked): object[] {
  const result = messages.at(-1)?.role === 'tool' ? messages.at(-1)?.content : undefined;
  if (result !== undefined) return words(`The tool says ${result}.`).map((content) => ({ content }));
  if (tools === undefined) {
    return [...words(thoughts).map((reasoning_content) => ({ reasoning_content })), ...words(plain).map((content) => ({ content }))];
  }
  const call = (piece: object) => ({ tool_calls: [{ index: 0, ...piece }] });
  return [
    ...words(plan).map((reasoning_content) => ({ reasoning_content })),
    { content: 'I roll them.' },
    call({ id: 'call_1', type: 'function', function: { name: 'roll_dice', arguments: '' } }),
    ...['{"count"', ': 2, "si', 'des": 6}'].map((piece) => call({ function: { arguments: piece } })),
  ];
}

/** Streams an answer. */
export function play(host: FakeHost, play: number, body: string): void {
  const asked = JSON.parse(body) as Asked;
  const told = deltas(asked);
  const finish = told.some((delta) => 'tool_calls' in delta) ? 'tool_calls' : 'stop';
  const chunk = (rest: object) => ({ object: 'chat.completion.chunk', model: asked.model, ...rest });
  const choice = (delta: object, finish_reason: string | null = null) => chunk({ choices: [{ index: 0, delta, finish_reason }] });
  const usage = { prompt_tokens: 1421, completion_tokens: told.length, prompt_tokens_details: { cached_tokens: 1024 }, completion_tokens_details: { reasoning_tokens: 9 } };
  const chunks = [choice({ role: 'assistant' }), ...told.map((delta) => choice(delta)), choice({}, finish), chunk({ choices: [], usage })];
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
