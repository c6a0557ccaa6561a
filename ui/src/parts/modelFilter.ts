// Which models are shown, and in which order.

import type { Model } from '../bindings';

/** Switches that a model passes or not. */
export const switches = ['favourites', 'usable', 'reasoning', 'tools'] as const;
export type Switch = (typeof switches)[number];

/** What a model is chosen by; the empty word stands for any. */
export const choices = ['provider', 'input', 'output'] as const;
export type Choice = (typeof choices)[number];

export const sorts = ['name', 'provider', 'context', 'price'] as const;
export type Sort = (typeof sorts)[number];

/** All that is asked of a model: every part has to be met. */
export interface Filter extends Readonly<Record<Choice, string>>, Readonly<Record<Switch, boolean>> {
  /** Words, each of which is in its id, its name or its provider. */
  readonly words: string;
  readonly sort: Sort;
  readonly descending: boolean;
}

/** All models, by name. */
export const everything: Filter = {
  words: '',
  provider: '',
  input: '',
  output: '',
  favourites: false,
  usable: false,
  reasoning: false,
  tools: false,
  sort: 'name',
  descending: false,
};

/** Whether anything is asked at all; the order does not count. */
export function narrows(filter: Filter): boolean {
  return filter.words.trim() !== '' || choices.some((name) => filter[name] !== '') || switches.some((name) => filter[name]);
}

/** Whether a model is one of the chosen. */
export function passes(model: Model, filter: Filter, favourites: ReadonlySet<string>): boolean {
  return (
    found(model, filter.words) &&
    choices.every((name) => filter[name] === '' || values(model, name).includes(filter[name])) &&
    switches.every((name) => !filter[name] || meets(model, name, favourites))
  );
}

/** Whether each of the words is in the model's id, name or provider. */
export function found(model: Model, words: string): boolean {
  const text = `${model.id} ${model.name} ${model.provider}`.toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => includes(text, word));
}

/** A number is found where it begins: "opus 5" means no `20250805`. */
function includes(text: string, word: string): boolean {
  if (!/^\d/.test(word)) return text.includes(word);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/\d/.test(text[at - 1] ?? '')) return true;
  }
  return false;
}

function values(model: Model, choice: Choice): readonly string[] {
  switch (choice) {
    case 'provider':
      return [model.provider];
    case 'input':
    case 'output':
      return model[choice];
  }
}

function meets(model: Model, name: Switch, favourites: ReadonlySet<string>): boolean {
  switch (name) {
    case 'favourites':
      return favourites.has(model.id);
    case 'usable':
      return model.access.kind === 'usable';
    case 'reasoning':
    case 'tools':
      return model.abilities[name];
  }
}

/** The chosen models in their order. */
export function select(models: readonly Model[], filter: Filter, favourites: ReadonlySet<string>): Model[] {
  const way = filter.descending ? -1 : 1;
  return models
    .filter((model) => passes(model, filter, favourites))
    .sort((a, b) => ordered(a, b, filter.sort, way) || byName(a, b));
}

/** What is not known stands last, in either direction. */
function ordered(a: Model, b: Model, sort: Sort, way: number): number {
  if (sort === 'name') return way * byName(a, b);
  if (sort === 'provider') return way * compare(a.provider, b.provider);
  const [left, right] = sort === 'context' ? [a.context, b.context] : [a.prices.input, b.prices.input];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return way * (left - right);
}

const collator = new Intl.Collator('en', { numeric: true });
const compare = (a: string, b: string) => collator.compare(a, b);
const byName = (a: Model, b: Model) => compare(a.name, b.name) || compare(a.id, b.id);

/** How many models each part of the filter would leave, were it set and the others as they are. */
export interface Counts {
  switches: Readonly<Record<Switch, number>>;
  /** By value, in order. */
  choices: Readonly<Record<Choice, readonly (readonly [value: string, count: number])[]>>;
}

export function count(models: readonly Model[], filter: Filter, favourites: ReadonlySet<string>): Counts {
  const left = (wanted: Filter) => models.filter((model) => passes(model, wanted, favourites));
  const of = (choice: Choice) => {
    const counts = new Map<string, number>(models.flatMap((model) => values(model, choice)).map((value) => [value, 0]));
    for (const value of left({ ...filter, [choice]: '' }).flatMap((model) => values(model, choice))) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].sort(([a], [b]) => compare(a, b));
  };
  const on = (name: Switch) => left({ ...filter, [name]: true }).length;
  return {
    switches: { favourites: on('favourites'), usable: on('usable'), reasoning: on('reasoning'), tools: on('tools') },
    choices: { provider: of('provider'), input: of('input'), output: of('output') },
  };
}
