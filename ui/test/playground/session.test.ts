import { createRoot } from 'solid-js';
import { describe, expect, it, vi } from 'vitest';

import type { Played } from '../../src/bindings';
import { createSession, MAX_ROUNDS, type Session } from '../../src/pages/playground/session';
import type { Hear } from '../../src/store/plays';

interface Play {
  body: { messages: { role: string; content: string }[] };
  hear: Hear;
  stop: ReturnType<typeof vi.fn>;
}

/** A session whose plays the test answers. */
function start(): { session: Session; plays: Play[]; answer: (...chunks: object[]) => void } {
  const plays: Play[] = [];
  const play = (body: string, hear: Hear) => {
    const stop = vi.fn();
    plays.push({ body: JSON.parse(body) as Play['body'], hear, stop });
    return stop;
  };
  const session = createRoot(() => createSession(play));
  const answer = (...chunks: object[]) => {
    const { hear } = plays.at(-1)!;
    for (const chunk of chunks) hear({ kind: 'data', json: JSON.stringify(chunk) });
    hear({ kind: 'ended' });
  };
  return { session, plays, answer };
}

const text = (content: string) => ({ choices: [{ delta: { content }, finish_reason: 'stop' }] });
const call = { choices: [{ delta: { tool_calls: [{ index: 0, id: 'a', function: { name: 'calculate', arguments: '{"sum":"6*7"}' } }] }, finish_reason: 'tool_calls' }] };
const refused: Played = { kind: 'failed', status: 503, message: 'Sign in again.' };

describe('a conversation', () => {
  it('goes on with all that was said', () => {
    const { session, plays, answer } = start();
    session.ask('Hi');
    expect(session.busy()).toBe(true);
    answer(text('Hello.'));
    expect(session.busy()).toBe(false);
    session.ask('And now?');
    expect(plays[1]?.body.messages.map(({ content }) => content)).toEqual(['Hi', 'Hello.', 'And now?']);
  });

  it('sends nothing that is empty, and one thing at a time', () => {
    const { session, plays } = start();
    session.ask('  ');
    session.ask('Hi');
    session.ask('Hi again');
    expect(plays).toHaveLength(1);
  });

  it('runs the tools that are called, and asks on with their results', () => {
    const { session, plays, answer } = start();
    session.ask('6*7?');
    answer(call);
    expect(plays[1]?.body.messages.at(-1)).toMatchObject({ role: 'tool', content: '{"value":42}' });
    answer(text('42.'));
    expect(session.exchanges()[0]?.answers.map(({ text }) => text)).toEqual(['', '42.']);
    expect(session.busy()).toBe(false);
  });

  it('does not call for ever', () => {
    const { session, plays, answer } = start();
    session.ask('Loop');
    for (let round = 0; round < MAX_ROUNDS; round += 1) answer(call);
    expect(plays).toHaveLength(MAX_ROUNDS);
    expect(session.busy()).toBe(false);
  });

  it('stops at once, and hears nothing more of it', () => {
    const { session, plays, answer } = start();
    session.ask('Hi');
    plays[0]?.hear({ kind: 'data', json: JSON.stringify({ choices: [{ delta: { content: 'He' } }] }) });
    session.stop();
    expect(plays[0]?.stop).toHaveBeenCalledOnce();
    answer(text('llo'));
    expect(session.exchanges()[0]?.answers[0]).toMatchObject({ phase: 'stopped', text: 'He' });
    expect(plays).toHaveLength(1);
  });

  it('asks again after a failure, with what is chosen now', () => {
    const { session, plays } = start();
    session.choose({ model: 'a' });
    session.ask('Hi');
    plays[0]?.hear(refused);
    expect(session.exchanges()[0]?.answers[0]?.failure).toMatchObject({ status: 503 });
    session.choose({ model: 'b' });
    session.retry();
    expect(plays[1]?.body).toMatchObject({ model: 'b', messages: [{ content: 'Hi' }] });
    expect(session.exchanges()).toHaveLength(1);
  });

  it('takes the last question back to be edited, even while it is answered', () => {
    const { session, plays, answer } = start();
    session.ask('Hi');
    answer(text('Hello.'));
    session.ask('Wat?');
    session.edit();
    expect(session.draft()).toBe('Wat?');
    expect(session.exchanges()).toHaveLength(1);
    expect(plays[1]?.stop).toHaveBeenCalled();
    plays[1]?.hear({ kind: 'ended' });
    expect(session.exchanges()).toHaveLength(1);
  });

  it('is cleared, and nothing of it comes back', () => {
    const { session, answer } = start();
    session.ask('Hi');
    session.clear();
    answer(call);
    expect(session.exchanges()).toEqual([]);
    expect(session.busy()).toBe(false);
  });

  it('is copied as the request that would go out now', () => {
    const { session } = start();
    session.choose({ model: 'fast', temperature: 0.5 });
    session.write('Hi');
    expect(JSON.parse(session.request())).toMatchObject({ model: 'fast', temperature: 0.5, messages: [{ role: 'user', content: 'Hi' }] });
  });
});
