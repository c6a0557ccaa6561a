// Names of the user's own, while they are being written.

import type { Alias } from '../../bindings';

/** An alias as the form holds it: all words. */
export interface Draft {
  name: string;
  model: string;
  /** Empty: the chosen one. */
  profile: string;
  region: string;
}

/** What can be wrong with one, in the dictionary's words. */
export type Flaw = 'missing' | 'spaces' | 'taken' | 'region';
export type Flaws = Partial<Record<keyof Draft, Flaw>>;

export const blank: Draft = { name: '', model: '', profile: '', region: '' };

/** An alias as the form holds it. */
export function draftOf(alias: Alias): Draft {
  return { name: alias.name, model: alias.model, profile: alias.profile ?? '', region: alias.region ?? '' };
}

/** The alias that was written. */
export function aliasOf(draft: Draft): Alias {
  const word = (text: string) => text.trim() || null;
  return { name: draft.name.trim(), model: draft.model.trim(), profile: word(draft.profile), region: word(draft.region) };
}

/** What is wrong with a draft. `replaces` is the alias that it takes the place of. */
export function flaws(draft: Draft, aliases: readonly Alias[], replaces?: string): Flaws {
  const { name, model, region } = aliasOf(draft);
  const taken = aliases.some((alias) => alias.name === name && alias.name !== replaces);
  const found: Flaws = {};
  if (name === '') found.name = 'missing';
  else if (/\s/.test(name)) found.name = 'spaces';
  else if (taken) found.name = 'taken';
  if (model === '') found.model = 'missing';
  else if (/\s/.test(model)) found.model = 'spaces';
  // What the gateway takes for a region (gateway/src/config.rs, is_region).
  if (region !== null && !/^(?=.*-)[a-z0-9-]+$/.test(region)) found.region = 'region';
  return found;
}

/** The aliases with this one, in the place of the one that it replaces, or last. */
export function withAlias(aliases: readonly Alias[], alias: Alias, replaces?: string): Alias[] {
  const at = aliases.findIndex((other) => other.name === replaces);
  return at < 0 ? [...aliases, alias] : aliases.with(at, alias);
}

/** The aliases without this one. */
export function withoutAlias(aliases: readonly Alias[], name: string): Alias[] {
  return aliases.filter((alias) => alias.name !== name);
}
