import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Played } from '../../src/bindings';
import { answered, awaited, hear, isOpen, stopped, type Answer } from '../../src/pages/playground/answer';

const data = (chunk: object): Played => ({ kind: 'data', json: JSON.stringify(chunk) });
const delta = (parts: object): Played => data({ model: 'm', choices: [{ index: 0, delta: parts, finish_reason: null }] });
const finish = (reason: string): Played => data({ choices: [{ index: 0, delta: {}, finish_reason: reason }] });
const usage = data({ choices: [], usage: { prompt_tokens: 10, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 1 }, completion_tokens_details: { reasoning_tokens: 2 } } });
const ended: Played = { kind: 'ended' };
const call = (index: number, args: string, head: { id?: string; name?: string } = {}) =>
  delta({ tool_calls: [{ index, id: head.id, function: { name: head.name, arguments: args } }] });

/** Hears the parts, one a millisecond. */
const told = (...parts: Played[]): Answer => parts.reduce((answer, part, at) => hear(answer, part, at + 1), awaited(0));

describe('an answer', () => {
  it('grows with its chunks', () => {
    const answer = told(delta({ role: 'assistant' }), delta({ reasoning_content: 'Hm' }), delta({ content: 'He' }), delta({ content: 'llo' }), finish('stop'), usage, ended);
    expect(answer).toMatchObject({ phase: 'ended', reasoning: 'Hm', text: 'Hello', finish: 'stop', model: 'm', first: 2, ended: 7 });
    expect(answer.tokens).toEqual({ input: 10, cached: 4, cacheWritten: 1, output: 5, reasoning: 2 });
  });

  it('puts calls together by their places', () => {
    const answer = told(call(0, '', { id: 'a', name: 'x' }), call(0, '{"n"'), call(1, '', { id: 'b', name: 'y' }), call(0, ':1}'), call(1, '{}'), finish('tool_calls'), ended);
    expect(answer.calls).toEqual([{ id: 'a', name: 'x', args: '{"n":1}' }, { id: 'b', name: 'y', args: '{}' }]);
    expect(answered(answer, 'b', '7').calls[1]).toEqual({ id: 'b', name: 'y', args: '{}', result: '7' });
  });

  it('ends as it was cut: at the limit, by the filter', () => {
    for (const reason of ['length', 'content_filter']) expect(told(finish(reason), ended)).toMatchObject({ phase: 'ended', finish: reason });
  });

  it('takes no stream for whole that does not say why it ended', () => {
    expect(told(delta({ content: 'Hal' }), ended)).toMatchObject({ phase: 'failed', failure: { kind: 'cut' }, text: 'Hal' });
  });

  it('keeps the gateway’s words when it fails', () => {
    const refused = told({ kind: 'failed', status: 503, message: 'Sign in again.' });
    expect(refused).toMatchObject({ phase: 'failed', failure: { kind: 'refused', status: 503, message: 'Sign in again.' } });
    const midway = told(delta({ content: 'Hal' }), data({ error: { message: 'Too many requests.', code: 'rate_limited' } }), ended);
    expect(midway).toMatchObject({ phase: 'failed', text: 'Hal', failure: { kind: 'refused', status: null, message: 'Too many requests.' } });
  });

  it('says what cannot be read', () => {
    expect(told({ kind: 'data', json: '{"choices"' })).toMatchObject({ phase: 'failed', failure: { kind: 'unreadable' } });
    expect(told({ kind: 'data', json: '[DONE]' })).toMatchObject({ phase: 'waiting' });
  });

  it('hears nothing after its end', () => {
    const whole = told(delta({ content: 'Hi' }), finish('stop'), ended);
    expect(hear(whole, delta({ content: '!' }), 99)).toBe(whole);
    const left = stopped(told(delta({ content: 'Hi' })), 5);
    expect(left).toMatchObject({ phase: 'stopped', ended: 5 });
    expect(hear(left, { kind: 'failed', status: null, message: 'gone' }, 9)).toBe(left);
    expect(stopped(whole, 9)).toBe(whole);
  });
});

/** Words cut into pieces anywhere. */
const cut = fc.tuple(fc.string({ maxLength: 30 }), fc.array(fc.nat(30), { maxLength: 5 })).map(([words, at]) => {
  const cuts = [0, ...at.map((place) => Math.min(place, words.length)).sort((a, b) => a - b), words.length];
  return { words, pieces: cuts.slice(1).map((end, index) => words.slice(cuts[index], end)) };
});

describe('any stream', () => {
  it('adds up to the same, wherever it is cut', () => {
    fc.assert(
      fc.property(cut, cut, fc.array(cut, { maxLength: 3 }), (thinking, text, args) => {
        const answer = told(
          ...thinking.pieces.map((piece) => delta({ reasoning_content: piece })),
          ...text.pieces.map((piece) => delta({ content: piece })),
          ...args.flatMap(({ pieces }, index) => pieces.map((piece, at) => call(index, piece, at === 0 ? { id: `c${index}`, name: 't' } : {}))),
          finish('stop'),
          ended,
        );
        expect([answer.reasoning, answer.text]).toEqual([thinking.words, text.words]);
        expect(answer.calls).toEqual(args.map(({ words }, index) => ({ id: `c${index}`, name: 't', args: words })));
        expect(answer.phase).toBe('ended');
      }),
    );
  });

  it('is survived, whatever it says', () => {
    const parts: fc.Arbitrary<Played> = fc.oneof(
      fc.json().map((json): Played => ({ kind: 'data', json })),
      fc.anything().map((content) => data({ choices: [{ delta: { content, tool_calls: [content], reasoning_content: content } }], usage: content })),
      fc.nat(1000).map((index) => call(index, '{}')),
      fc.constant(ended),
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 10 }), (all) => {
        const answer = told(...all);
        expect(typeof answer.text).toBe('string');
        expect(answer.calls.length).toBeLessThanOrEqual(128);
        expect(isOpen(answer)).toBe(answer.ended === undefined);
      }),
    );
  });
});
