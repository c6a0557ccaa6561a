import type { Abilities, Model, Models, Prices } from '../../src/bindings';
import { HOUR } from './time';

const abilities: Abilities = { vision: false, documents: false, audio: false, video: false, tools: true, reasoning: false, caching: false, structuredOutput: false };
const prices: Prices = { input: null, output: null, cacheRead: null, cacheWrite: null, image: null, request: null };

const model = (id: string, name: string, provider: string, said: Partial<Omit<Model, 'abilities' | 'prices'>>, can: Partial<Abilities> = {}, costs: Partial<Prices> = {}): Model => ({
  id,
  name,
  provider,
  purpose: 'chat',
  source: 'systemProfile',
  base: id.replace(/^(eu|us|global)\./, ''),
  input: ['TEXT'],
  output: ['TEXT'],
  streams: true,
  lifecycle: 'active',
  ends: null,
  created: null,
  context: null,
  maxOutput: null,
  dimensions: [],
  access: { kind: 'usable' },
  ...said,
  abilities: { ...abilities, ...can },
  prices: { ...prices, ...costs },
});

const claude = { vision: true, documents: true, reasoning: true, caching: true };
const sees = { input: ['TEXT', 'IMAGE'] };
const refused = { access: { kind: 'unusable', reason: 'The agreement for this model has not been accepted.', remedy: 'Request access on the model access page of the Bedrock console.' } } as const;

/** What a European account lists. */
export const models = (): Models => ({
  refresh: { kind: 'idle' },
  refreshed: Date.now() - 3 * HOUR,
  missing: [],
  defaultChat: 'eu.anthropic.claude-sonnet-5',
  defaultEmbedding: 'amazon.titan-embed-text-v2:0',
  models: [
    model('eu.anthropic.claude-sonnet-5', 'Claude Sonnet 5', 'anthropic', { ...sees, context: 1_000_000, maxOutput: 128_000 }, { ...claude, structuredOutput: true }, { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 }),
    model('us.anthropic.claude-opus-4-8', 'Claude Opus 4.8', 'anthropic', { ...sees, context: 1_000_000, maxOutput: 128_000, ...refused }, claude, { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25 }),
    model('eu.anthropic.claude-haiku-4-5', 'Claude Haiku 4.5', 'anthropic', { ...sees, context: 200_000, maxOutput: 64_000 }, claude, { input: 1, output: 5, cacheRead: 0.1, cacheWrite: 1.25 }),
    model('eu.anthropic.claude-3-7-sonnet-20250219-v1:0', 'Claude 3.7 Sonnet', 'anthropic', { ...sees, context: 200_000, maxOutput: 64_000, lifecycle: 'legacy', ends: '2027-04-08' }, claude, { input: 3, output: 15 }),
    model('eu.amazon.nova-2-lite-v1:0', 'Nova 2 Lite', 'amazon', { input: ['TEXT', 'IMAGE', 'VIDEO'], context: 1_000_000, maxOutput: 64_000 }, { vision: true, video: true, documents: true, reasoning: true, caching: true }, { input: 0.3, output: 2.5 }),
    model('eu.amazon.nova-lite-v1:0', 'Nova Lite', 'amazon', { input: ['TEXT', 'IMAGE', 'VIDEO'], context: 300_000, maxOutput: 10_000 }, { vision: true, video: true, documents: true, caching: true }, { input: 0.06, output: 0.24 }),
    model('amazon.titan-embed-text-v2:0', 'Titan Text Embeddings V2', 'amazon', { purpose: 'embedding', source: 'foundation', base: null, output: ['EMBEDDING'], streams: false, context: 8192, dimensions: [1024, 512, 256] }, { tools: false }, { input: 0.02 }),
    model('cohere.embed-v4:0', 'Embed v4', 'cohere', { ...sees, purpose: 'embedding', source: 'foundation', base: null, output: ['EMBEDDING'], streams: false, context: 128_000, dimensions: [1536, 1024, 512, 256] }, { tools: false, vision: true }, { input: 0.12 }),
    model('cohere.rerank-v3-5:0', 'Rerank 3.5', 'cohere', { purpose: 'rerank', source: 'foundation', base: null, streams: false }, { tools: false }, { request: 0.002 }),
    model('eu.meta.llama4-maverick-17b-instruct-v1:0', 'Llama 4 Maverick 17B', 'meta', { ...sees, context: 1_000_000, maxOutput: 8192, access: { kind: 'unknown' } }, { vision: true }, { input: 0.24, output: 0.97 }),
    model('mistral.pixtral-large-2502-v1:0', 'Pixtral Large', 'mistral', { ...sees, source: 'foundation', base: null, context: 128_000 }, { vision: true }, { input: 2, output: 6 }),
    model('openai.gpt-oss-120b-1:0', 'gpt-oss-120b', 'openai', { source: 'foundation', base: null, context: 128_000, maxOutput: 128_000 }, { reasoning: true }, { input: 0.15, output: 0.6 }),
    model('deepseek.v3-v1:0', 'DeepSeek-V3.1', 'deepseek', { source: 'foundation', base: null, context: 163_840 }, { reasoning: true }, { input: 0.58, output: 1.68 }),
    model('qwen.qwen3-coder-480b-a35b-v1:0', 'Qwen3 Coder 480B', 'qwen', { source: 'foundation', base: null, context: 262_144 }, {}, { input: 0.45, output: 1.8 }),
    model('stability.stable-image-core-v1:1', 'Stable Image Core', 'stability', { purpose: 'image', source: 'foundation', base: null, output: ['IMAGE'], streams: false }, { tools: false }, { image: 0.04 }),
    model('arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1b2c3d4e5f6', 'team-frontend', 'anthropic', { ...sees, source: 'applicationProfile', base: 'anthropic.claude-sonnet-5', context: 1_000_000 }, claude, { input: 3, output: 15 }),
  ],
});

/** Nothing was ever listed. */
export const noModels = (): Models => ({ ...models(), refreshed: null, models: [], defaultChat: null, defaultEmbedding: null });
