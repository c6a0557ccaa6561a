import type { Abilities, Access, Model, Models, ModelKind, Prices } from '../../src/bindings';
import { modelRows, type ModelRow } from './models-table';
import { DAY, HOUR } from './time';

const providers: Record<string, string> = { moonshotai: 'moonshot' };
const geographies = { b: '', e: 'eu.', u: 'us.', G: 'global.' } as const;
const named = { b: '', e: 'EU ', u: 'US ', G: 'Global ' } as const;

/** A model and its profiles, as AWS lists them: each under an id of its own. */
function reached(row: ModelRow, at: number): Model[] {
  return [...row[2]].map((code) => {
    const reach = code as keyof typeof geographies;
    const [base, name] = row;
    const id = geographies[reach] + base;
    const profile = reach !== 'b';
    return { ...model(row, at), id, name: named[reach] + name, source: profile ? 'systemProfile' : 'foundation', base: profile ? base : null };
  });
}

function model(row: ModelRow, at: number): Model {
  const [id, name, , caps, context, output, prices, ends] = row;
  const provider = id.split('.')[0] ?? '';
  const has = (cap: string) => caps.includes(cap);
  const purpose: ModelKind = has('E') ? 'embedding' : has('P') ? 'image' : has('K') ? 'rerank' : 'chat';
  const input = ['TEXT', ...(has('I') ? ['IMAGE'] : []), ...(has('V') ? ['VIDEO'] : []), ...(has('A') ? ['SPEECH'] : [])];
  return {
    id,
    name,
    provider: providers[provider] ?? provider,
    purpose,
    source: 'foundation',
    base: null,
    input,
    output: [purpose === 'embedding' ? 'EMBEDDING' : purpose === 'image' ? 'IMAGE' : 'TEXT'],
    streams: purpose === 'chat',
    lifecycle: ends === undefined ? 'active' : 'legacy',
    ends: ends ?? null,
    created: Date.UTC(2025, 0, 15) + at * 6 * DAY,
    abilities: purpose === 'chat' ? abilities(has) : none,
    context: purpose === 'image' ? null : context,
    maxOutput: purpose === 'chat' ? output : null,
    dimensions: purpose === 'embedding' ? [1024, 512, 256] : [],
    prices: priced(purpose, prices),
    access: access(provider, at),
  };
}

function abilities(has: (cap: string) => boolean): Abilities {
  return {
    vision: has('I'),
    documents: has('D'),
    audio: has('A'),
    video: has('V'),
    tools: has('T'),
    reasoning: has('R'),
    caching: has('C'),
    structuredOutput: has('S') || has('T'),
  };
}

const none = abilities(() => false);
const unpriced: Prices = { input: null, output: null, cacheRead: null, cacheWrite: null, image: null, request: null };

function priced(purpose: ModelKind, prices: ModelRow[6]): Prices {
  if (typeof prices === 'number') return { ...unpriced, [purpose === 'image' ? 'image' : 'request']: prices };
  const [input, output, cacheRead, cacheWrite] = prices;
  return { ...unpriced, input, output, cacheRead, cacheWrite };
}

const refused: Access = {
  kind: 'unusable',
  reason: 'The agreement for this model has not been accepted.',
  remedy: 'Request access on the model access page of the Bedrock console.',
};
const forbidden: Access = {
  kind: 'unusable',
  reason: 'The role Developer may not call this model.',
  remedy: 'Ask whoever manages the account to allow bedrock:InvokeModel on it.',
};

function access(provider: string, at: number): Access {
  if (provider === 'stability' || provider === 'writer') return refused;
  if (provider === 'xai') return forbidden;
  return at % 11 === 10 ? { kind: 'unknown' } : { kind: 'usable' };
}

/** What an account has made itself. */
function own(listed: readonly Model[]): Model[] {
  const arn = 'arn:aws:bedrock:eu-central-1:123456789012:';
  const like = (id: string) => listed.find((model) => model.id === id)!;
  const sonnet = { ...like('eu.anthropic.claude-sonnet-5'), base: 'anthropic.claude-sonnet-5' };
  const nova = { ...like('eu.amazon.nova-lite-v1:0'), base: 'amazon.nova-lite-v1:0' };
  const imported: Partial<Model> = { provider: 'imported', abilities: none, context: null, maxOutput: null, prices: unpriced, input: ['TEXT'], access: { kind: 'unknown' } };
  return [
    { ...sonnet, id: `${arn}application-inference-profile/a1b2c3d4e5f6`, name: 'team-frontend', source: 'applicationProfile' },
    { ...nova, id: `${arn}application-inference-profile/f6e5d4c3b2a1`, name: 'support-bot', source: 'applicationProfile' },
    { ...nova, ...imported, id: `${arn}imported-model/qwen-legal-7b`, name: 'qwen-legal-7b', source: 'imported', base: null },
    { ...nova, id: `${arn}custom-model-deployment/9k2m4n6p8q0r`, name: 'nova-lite-tickets', source: 'customDeployment' },
    { ...nova, id: `${arn}provisioned-model/3h5j7k9l1m2n`, name: 'nova-lite-reserved', source: 'provisioned' },
  ];
}

/** What a European account lists, and more than one window shows at once. */
export const models = (): Models => {
  const listed = modelRows.flatMap(reached);
  return {
    refresh: { kind: 'idle' },
    refreshed: Date.now() - 3 * HOUR,
    missing: [],
    defaultChat: 'eu.anthropic.claude-sonnet-5',
    defaultEmbedding: 'cohere.embed-v4:0',
    models: [...listed, ...own(listed)],
  };
};

/** Nothing was ever listed. */
export const noModels = (): Models => ({ ...models(), refreshed: null, models: [], defaultChat: null, defaultEmbedding: null });

/** Some of AWS's lists could not be read, and nobody has asked which models can be used. */
export const someModels = (): Models => ({
  ...models(),
  models: models().models.map((model) => ({ ...model, access: { kind: 'unknown' } as const })),
  missing: [
    { list: 'inference profiles', message: 'The role Developer may not call bedrock:ListInferenceProfiles.' },
    { list: 'imported models', message: 'Bedrock has no such list in eu-central-1.' },
  ],
});
