// A model with only what a test is about.

import type { Abilities, Model, Prices } from '../../src/bindings';

type Parts = Partial<Omit<Model, 'abilities' | 'prices'>> & { abilities?: Partial<Abilities>; prices?: Partial<Prices> };

const cannot: Abilities = { vision: false, documents: false, audio: false, video: false, tools: false, reasoning: false, caching: false, structuredOutput: false };
const unpriced: Prices = { input: null, output: null, cacheRead: null, cacheWrite: null, image: null, request: null };

export function model(id: string, { abilities, prices, ...parts }: Parts = {}): Model {
  return {
    id,
    name: id,
    provider: 'anthropic',
    purpose: 'chat',
    source: 'foundation',
    base: null,
    input: ['TEXT'],
    output: ['TEXT'],
    streams: true,
    lifecycle: 'active',
    ends: null,
    created: null,
    context: null,
    maxOutput: null,
    dimensions: [],
    access: { kind: 'unknown' },
    ...parts,
    abilities: { ...cannot, ...abilities },
    prices: { ...unpriced, ...prices },
  };
}
