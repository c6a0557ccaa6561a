import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Model } from '../../src/bindings';
import { count, everything, narrows, select, sorts, switches, type Filter } from '../../src/parts/modelFilter';
import { fromQuery, toQuery } from '../../src/pages/models/query';
import { model } from './model';

const models: Model[] = [
  model('anthropic.claude-sonnet-5', { name: 'Claude Sonnet 5', prices: { input: 2 }, context: 1_000_000, abilities: { reasoning: true, tools: true }, input: ['TEXT', 'IMAGE'] }),
  model('eu.anthropic.claude-haiku-4-5', { name: 'EU Claude Haiku 4.5', prices: { input: 1.1 }, context: 200_000, abilities: { tools: true }, access: { kind: 'usable' } }),
  model('amazon.titan-embed-text-v2:0', { name: 'Titan Embeddings v2', provider: 'amazon', output: ['EMBEDDING'], prices: { input: 0.02 }, context: null }),
  model('imported/xyz', { name: 'My model', provider: 'imported' }),
];
const favourites = new Set(['amazon.titan-embed-text-v2:0']);
const ids = (filter: Partial<Filter>) => select(models, { ...everything, ...filter }, favourites).map(({ id }) => id);

describe('the filter', () => {
  it('finds every word in id, name or provider', () => {
    expect(ids({ words: 'claude 4.5' })).toEqual(['eu.anthropic.claude-haiku-4-5']);
    expect(ids({ words: 'AMAZON  titan' })).toEqual(['amazon.titan-embed-text-v2:0']);
    expect(ids({ words: 'claude titan' })).toEqual([]);
  });

  it('finds numbers where they begin, and not within dates', () => {
    const dated = model('anthropic.claude-opus-4-1-20250805-v1:0', { name: 'Claude Opus 4.1' });
    const five = model('anthropic.claude-opus-5', { name: 'Claude Opus 5' });
    const words = (asked: string) => select([dated, five], { ...everything, words: asked }, new Set()).map(({ name }) => name);
    expect(words('opus 5')).toEqual(['Claude Opus 5']);
    expect(words('opus 4.1')).toEqual(['Claude Opus 4.1']);
    expect(words('2025')).toEqual(['Claude Opus 4.1']);
  });

  it('wants all that is asked', () => {
    expect(ids({ provider: 'anthropic', tools: true })).toHaveLength(2);
    expect(ids({ provider: 'anthropic', tools: true, usable: true })).toEqual(['eu.anthropic.claude-haiku-4-5']);
    expect(ids({ input: 'IMAGE' })).toEqual(['anthropic.claude-sonnet-5']);
    expect(ids({ output: 'EMBEDDING', favourites: true })).toEqual(['amazon.titan-embed-text-v2:0']);
    expect(ids({ favourites: true, reasoning: true })).toEqual([]);
  });

  it('orders, with what is not known last both ways', () => {
    expect(ids({ sort: 'context' }).slice(0, 2)).toEqual(['eu.anthropic.claude-haiku-4-5', 'anthropic.claude-sonnet-5']);
    expect(ids({ sort: 'context', descending: true })[0]).toBe('anthropic.claude-sonnet-5');
    expect(ids({ sort: 'price' }).at(-1)).toBe('imported/xyz');
    expect(ids({ sort: 'price', descending: true }).at(-1)).toBe('imported/xyz');
  });

  it('knows whether it leaves anything out', () => {
    expect(narrows(everything)).toBe(false);
    expect(narrows({ ...everything, sort: 'price' })).toBe(false);
    expect(narrows({ ...everything, words: ' ' })).toBe(false);
    expect(narrows({ ...everything, input: 'TEXT' })).toBe(true);
  });
});

const filters = fc.record<Filter>({
  words: fc.string(),
  provider: fc.constantFrom('', 'anthropic', 'amazon', 'nobody & sons'),
  input: fc.constantFrom('', 'TEXT', 'IMAGE'),
  output: fc.constantFrom('', 'TEXT', 'EMBEDDING'),
  favourites: fc.boolean(),
  usable: fc.boolean(),
  reasoning: fc.boolean(),
  tools: fc.boolean(),
  sort: fc.constantFrom(...sorts),
  descending: fc.boolean(),
});

describe('counts', () => {
  it('say what setting a part would leave', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const counts = count(models, filter, favourites);
        for (const name of switches) {
          expect(counts.switches[name]).toBe(select(models, { ...filter, [name]: true }, favourites).length);
        }
        for (const [provider, many] of counts.choices.provider) {
          expect(many).toBe(select(models, { ...filter, provider }, favourites).length);
        }
      }),
    );
  });
});

describe('an address', () => {
  it('brings the same filter back', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const search = new URLSearchParams(toQuery(filter)).toString();
        expect(fromQuery(new Map(new URLSearchParams(search)))).toEqual(filter);
      }),
    );
  });

  it('is empty for everything, and nonsense is everything', () => {
    expect(toQuery(everything)).toEqual({});
    expect(fromQuery(new Map([['sort', '-nonsense'], ['usable', 'yes'], ['model', 'x']]))).toEqual(everything);
  });
});
