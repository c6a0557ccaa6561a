import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Row } from '../../src/bindings';
import { matches } from '../../src/pages/requests/filter/match';
import { parse } from '../../src/pages/requests/filter/parse';
import { accept, suggest } from '../../src/pages/requests/filter/suggest';
import { keys } from '../../src/pages/requests/filter/terms';
import { row } from './rows';

const fits = (filter: string, changes: Partial<Row> = {}) => matches(parse(filter), row(changes));
const failed: Partial<Row> = {
  outcome: 'failed',
  status: 429,
  error: { code: 'rate_limited', message: 'Too many tokens, please wait' },
};

describe('what a filter lets through', () => {
  const cases: [filter: string, changes: Partial<Row>, through: boolean][] = [
    ['', {}, true],
    ['sonnet', {}, true],
    ['SONNET openai', {}, true],
    ['sonnet gemini', {}, false],
    ['-sonnet', {}, false],
    ['"too many tokens"', failed, true],
    ['"many too"', failed, false],
    ['0f0e0d0c', {}, true],
    ['#7', { id: 7 }, true],
    ['eu.anthropic.claude-sonnet-5-v1:0', {}, true],
    ['model:eu.anthropic', {}, true],
    ['model:nova', {}, false],
    ['status:200', {}, true],
    ['status:4xx', failed, true],
    ['status:4', failed, true],
    ['status:42', failed, true],
    ['status:5xx', failed, false],
    ['status:>=400', failed, true],
    ['status:<400', failed, false],
    ['status:400..499', failed, true],
    ['status:error', failed, true],
    ['status:failed', failed, true],
    ['status:error', { status: 404 }, true],
    ['status:ok', {}, true],
    ['status:ok', failed, false],
    ['status:open', { outcome: 'open', status: null }, true],
    ['status:running', {}, false],
    ['status:cancelled', { outcome: 'cancelled' }, true],
    ['status:canceled', { outcome: 'cancelled' }, true],
    ['-status:ok', failed, true],
    ['client:"openai python"', {}, true],
    ['client:zed', {}, false],
    ['client:claude-cli', { app: null, client: 'claude-cli/2.1' }, true],
    ['adjusted:yes', { adjusted: ['top_k: dropped'] }, true],
    ['adjusted:no', {}, true],
    ['adjusted:top_k', { adjusted: ['top_k: dropped'] }, true],
    ['adjusted:seed', { adjusted: ['top_k: dropped'] }, false],
    ['profile:work region:eu', {}, true],
    ['region:us', {}, false],
    ['is:stream', {}, true],
    ['is:plain', {}, false],
    ['is:cached', {}, true],
    ['is:error', failed, true],
    ['cost:>0.01', {}, true],
    ['cost:>$0.0123', {}, false],
    ['cost:>=0.0123', {}, true],
    ['cost:>0', { cost: null }, false],
    ['cost:2c', { cost: 0.02 }, true],
    ['tokens:>1000', {}, true],
    ['tokens:>2k', {}, false],
    ['tokens:1k..2k', {}, true],
    ['time:>2s', {}, true],
    ['time:>2', {}, true],
    ['time:<500ms', {}, false],
    ['time:1m', { duration: 61_000 }, true],
    ['ttft:>300ms', {}, true],
    ['model:', {}, true],
    ['-', {}, true],
  ];
  it.each(cases)('%s', (filter, changes, through) => {
    expect(parse(filter).hints).toEqual([]);
    expect(fits(filter, changes)).toBe(through);
  });
});

it('names what it does not understand, and leaves it out', () => {
  expect(parse('modle:x').hints).toEqual([{ kind: 'key', key: 'modle', nearest: 'model' }]);
  expect(parse('foo:x').hints).toEqual([{ kind: 'key', key: 'foo', nearest: undefined }]);
  expect(parse('cost:dear').hints).toEqual([{ kind: 'number', key: 'cost', value: 'dear' }]);
  expect(parse('status:fine').hints).toEqual([{ kind: 'status', value: 'fine' }]);
  expect(parse('is:blue').hints).toEqual([{ kind: 'trait', value: 'blue' }]);
  expect(fits('modle:x cost:dear sonnet')).toBe(true);
});

it('takes addresses, ids and ARNs for words', () => {
  for (const word of ['http://localhost', 'arn:aws:bedrock', 'nova-v1:0', '"foo:bar"']) {
    expect(parse(word)).toEqual({ terms: [{ test: { kind: 'word', word: word.replaceAll('"', '') }, not: false }], hints: [] });
  }
});

describe('whatever is written', () => {
  const term = fc.oneof(
    fc.constantFrom('sonnet', 'nothing', '"a b"', '#1', 'status:4xx', 'status:ok', 'is:stream', 'is:cached', 'cost:>0.01'),
    fc.constantFrom('tokens:<9', 'time:1..9', 'adjusted:yes', 'adjusted:no', 'model:x', 'client:py', 'region:eu'),
  );
  const someRow = fc
    .record({
      id: fc.nat(),
      model: fc.option(fc.constantFrom('claude-sonnet-5', 'nova', 'x')),
      status: fc.option(fc.integer({ min: 100, max: 599 })),
      outcome: fc.constantFrom('open' as const, 'finished' as const, 'failed' as const, 'cancelled' as const),
      streamed: fc.boolean(),
      cost: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      duration: fc.option(fc.nat({ max: 20_000 })),
      adjusted: fc.array(fc.string()),
    })
    .map((changes) => row(changes));

  it('never fails, and a row is in or out', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ':', '-', ' ', '<', '.', 'm', '1') })), someRow, (text, one) => {
        expect(typeof matches(parse(text), one)).toBe('boolean');
      }),
    );
  });

  it('a term and its contrary part the rows', () => {
    fc.assert(fc.property(term, someRow, (text, one) => matches(parse(text), one) !== matches(parse(`-${text}`), one)));
  });

  it('all terms must hold, in any order', () => {
    fc.assert(
      fc.property(fc.array(term), someRow, (terms, one) => {
        const each = terms.every((text) => matches(parse(text), one));
        expect(matches(parse(terms.join('  ')), one)).toBe(each);
        expect(matches(parse(terms.toReversed().join(' ')), one)).toBe(each);
      }),
    );
  });

  it('what is suggested is understood', () => {
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.boolean(), (key, not) => {
        const text = `${not ? '-' : ''}${key}:`;
        for (const suggestion of suggest(text, text.length, () => [row(), row({ client: 'a b/1', app: null })])) {
          expect(parse(accept(text, suggestion).text)).toMatchObject({ terms: [{ not }], hints: [] });
        }
      }),
    );
  });
});

describe('suggestions', () => {
  const inserts = (text: string, caret = text.length) =>
    suggest(text, caret, () => [row(), row({ model: 'nova' }), row()]).map(({ insert }) => insert);

  it('are keys at first, then what is in the log, the most frequent first', () => {
    expect(inserts('')).toEqual(keys.map((key) => `${key}:`));
    expect(inserts('mo')).toEqual(['model:']);
    expect(inserts('sonnet -st')).toEqual(['-status:']);
    expect(inserts('model:')).toEqual(['model:claude-sonnet-5 ', 'model:nova ']);
    expect(inserts('model:no')).toEqual(['model:nova ']);
    expect(inserts('client:')).toEqual(['client:"OpenAI Python" ']);
    expect(inserts('model:nova')).toEqual([]);
    expect(inserts('http://x')).toEqual([]);
  });

  it('go where the caret is', () => {
    const [first] = suggest('mo status:ok', 2, () => []);
    expect(first && accept('mo status:ok', first)).toEqual({ text: 'model: status:ok', caret: 6 });
    const [value] = suggest('status:o x', 8, () => []);
    expect(value && accept('status:o x', value)).toEqual({ text: 'status:ok x', caret: 9 });
  });
});
