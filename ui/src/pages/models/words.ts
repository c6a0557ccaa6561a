// How models are spoken of.

import type { Abilities, Model, Region } from '../../bindings';
import type { IconName } from '../../components/icons';
import { fill, type Dictionary } from '../../i18n';
import type { Formats } from '../../i18n/format';

const providers: Readonly<Record<string, string>> = {
  ai21: 'AI21 Labs',
  amazon: 'Amazon',
  anthropic: 'Anthropic',
  cohere: 'Cohere',
  deepseek: 'DeepSeek',
  google: 'Google',
  luma: 'Luma AI',
  meta: 'Meta',
  minimax: 'MiniMax',
  mistral: 'Mistral AI',
  moonshot: 'Moonshot AI',
  nvidia: 'NVIDIA',
  openai: 'OpenAI',
  qwen: 'Qwen',
  stability: 'Stability AI',
  twelvelabs: 'TwelveLabs',
  writer: 'Writer',
  xai: 'xAI',
  zai: 'Z.AI',
};

/** A provider as it writes itself. One that is newer than this list is shown as it was told. */
export const providerName = (provider: string): string => providers[provider] ?? provider;

/** AWS's word for a modality, in the reader's. */
export function modality(text: Dictionary, word: string): string {
  const known: Readonly<Record<string, string>> = text.models.modalities;
  return known[word] ?? word.toLowerCase();
}

/** An ability and its icon, in the order in which all lists have them. */
export const abilityIcons: readonly (readonly [keyof Abilities, IconName])[] = [
  ['vision', 'image'],
  ['documents', 'file'],
  ['audio', 'sound'],
  ['video', 'film'],
  ['tools', 'wrench'],
  ['reasoning', 'reasoning'],
  ['caching', 'bolt'],
  ['structuredOutput', 'braces'],
];

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** A number of tokens as model makers write it, in every language: `200K`, `1M`. */
export const tokens = (count: number | null): string => (count === null ? '–' : short.format(count));

/** AWS names the day on which a model ends, and no place whose day it is: noon is that day for the reader too. */
const noon = (date: string): number => Date.parse(`${date}T12:00:00`);

/** The day on which a model ends. */
export const day = (format: Formats, date: string): string => format.day(noon(date));

/** The month of it, for where space is short. */
export const month = (language: string, date: string): string =>
  new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short' }).format(noon(date));

/** Where a model runs, in words. */
export function whereItRuns(text: Dictionary, model: Model, region: Region | null): string | undefined {
  const [, arnRegion] = /^arn:[^:]*:bedrock:([^:]+):/.exec(model.id) ?? [];
  if (model.source !== 'systemProfile') return arnRegion || region?.name;
  const [prefix = ''] = model.id.replace(/^arn:.*\//, '').split('.');
  const known: Readonly<Record<string, string>> = text.models.places;
  return known[prefix] ?? prefix;
}

/** What a model costs, in two lines at most. */
export function prices(text: Dictionary, format: Formats, { prices: { input, output, image, request } }: Model): string[] {
  const { models: words } = text;
  const said = (template: string, price: number | null) => (price === null ? [] : [fill(template, { price: format.cost(price) })]);
  const perToken = [...said(words.in, input), ...said(words.out, output)];
  return [...perToken, ...said(words.perImage, image), ...said(words.perRequest, request)].slice(0, 2);
}
