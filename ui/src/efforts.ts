// How hard to think: the levels, what the model families make of them, and the settings for single models.

import type { Effort, ModelEffort } from './bindings';

/** From the least to the most. */
export const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const satisfies readonly Effort[];

/** What Claude up to 4.5 may spend on thinking, in tokens (gateway/src/bedrock/reasoning.rs, budget_for). */
export const budgets: Readonly<Record<Exclude<Effort, 'none'>, number>> = {
  minimal: 1024,
  low: 4096,
  medium: 8192,
  high: 16_384,
  xhigh: 24_576,
  max: 32_768,
};

/** Models that take the same levels. */
export interface Family {
  /** Names, which no language changes. */
  models: string;
  /** The levels that they know; for others their own applies. */
  levels: readonly Effort[];
}

/** What gateway/src/bedrock/families.toml says of those that can be told how hard to think. */
export const families: readonly Family[] = [
  { models: 'Claude 3.7 – 4.5', levels: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] },
  { models: 'Claude 4.6', levels: ['none', 'low', 'medium', 'high', 'max'] },
  { models: 'Claude 4.7, 4.8, Opus 5, Sonnet 5, Haiku 5.5', levels: ['none', 'low', 'medium', 'high', 'xhigh', 'max'] },
  { models: 'Claude Opus 5.5, Sonnet 5.5, Fable', levels: ['low', 'medium', 'high', 'xhigh', 'max'] },
  { models: 'GPT-5.6, GPT-6', levels: ['none', 'low', 'medium', 'high', 'xhigh', 'max'] },
  { models: 'GPT-6 Astra, GPT-6.1 Sol', levels: ['low', 'medium', 'high', 'xhigh', 'max'] },
  { models: 'gpt-oss', levels: ['low', 'medium', 'high'] },
  { models: 'Nova 2, GLM', levels: ['none', 'low', 'medium', 'high'] },
  { models: 'Kimi', levels: ['none', 'low', 'high', 'max'] },
  { models: 'DeepSeek V3', levels: ['none', 'high'] },
];

/** The effort that is set for a model. */
export function effortOf(all: readonly ModelEffort[], model: string): Effort | null {
  return all.find((one) => one.model === model)?.effort ?? null;
}

/** The settings with this one; null takes it away. */
export function withEffort(all: readonly ModelEffort[], model: string, effort: Effort | null): ModelEffort[] {
  const at = all.findIndex((one) => one.model === model);
  if (effort === null) return all.filter((one) => one.model !== model);
  return at < 0 ? [...all, { model, effort }] : all.with(at, { model, effort });
}
