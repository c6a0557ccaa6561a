import { describe, expect, it } from 'vitest';

import { awaited, type Answer } from '../../src/pages/playground/answer';
import { costOf } from '../../src/pages/playground/cost';
import { bodyOf, type Exchange, type Options } from '../../src/pages/playground/request';

const options: Options = { model: 'fast', effort: null, system: '', temperature: undefined, maxTokens: undefined, tools: false };
const answer = (parts: Partial<Answer>): Answer => ({ ...awaited(0), phase: 'ended', ...parts });
const exchange = (question: string, ...answers: Answer[]): Exchange => ({ id: 1, question, options, answers });

describe('a request', () => {
  it('says only what was chosen, and asks for the stream and its usage', () => {
    expect(bodyOf([exchange('Hi')], options)).toEqual({
      model: 'fast',
      messages: [{ role: 'user', content: 'Hi' }],
      stream: true,
      stream_options: { include_usage: true },
    });
    const chosen = bodyOf([exchange('Hi')], { ...options, effort: 'high', system: 'Be brief.', temperature: 0, maxTokens: 100, tools: true });
    expect(chosen).toMatchObject({ reasoning_effort: 'high', temperature: 0, max_tokens: 100 });
    expect((chosen['messages'] as object[])[0]).toEqual({ role: 'system', content: 'Be brief.' });
    expect(chosen['tools']).toHaveLength(3);
  });

  it('repeats what was said, calls and results included, and no thinking', () => {
    const called = answer({ text: '<think>\nHm\n</think>\n\nRolling.', calls: [{ id: 'a', name: 'roll_dice', args: '{}', result: '{"rolls":[4]}' }] });
    const { messages } = bodyOf([exchange('Roll', called, answer({ text: 'Four.' })), exchange('Again')], options);
    expect(messages).toEqual([
      { role: 'user', content: 'Roll' },
      { role: 'assistant', content: 'Rolling.', tool_calls: [{ id: 'a', type: 'function', function: { name: 'roll_dice', arguments: '{}' } }] },
      { role: 'tool', tool_call_id: 'a', content: '{"rolls":[4]}' },
      { role: 'assistant', content: 'Four.' },
      { role: 'user', content: 'Again' },
    ]);
  });

  it('leaves out calls that were stopped before their results, and answers without a word', () => {
    const { messages } = bodyOf([exchange('Roll', answer({ calls: [{ id: 'a', name: 'roll_dice', args: '{' }] })), exchange('Hi')], options);
    expect(messages).toEqual([{ role: 'user', content: 'Roll' }, { role: 'user', content: 'Hi' }]);
  });
});

describe('the cost', () => {
  const prices = { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75, image: null, request: null };
  const tokens = { input: 1_000_000, cached: 400_000, cacheWritten: 100_000, output: 100_000, reasoning: 50_000 };

  it('counts each token once, at its own price', () => {
    expect(costOf(tokens, prices)).toBeCloseTo(1.5 + 0.12 + 0.375 + 1.5, 9);
  });

  it('is not known where a price that is needed is not', () => {
    expect(costOf(tokens, { ...prices, cacheRead: null })).toBeNull();
    expect(costOf({ ...tokens, cached: 0 }, { ...prices, cacheRead: null })).not.toBeNull();
  });
});
