// Which models to offer for a snippet.

import type { Model, Models, Settings } from '../../bindings';
import type { Option } from '../../components/Select';

/** What a client may assume of a model that nothing is known about. */
const MODEST_CONTEXT = 128_000;

/** Aliases and favourites first, then every model that holds conversations and is for everyone. */
export function modelChoices(models: readonly Model[], settings: Settings | undefined): Option<string>[] {
  const chat = models.filter((model) => model.purpose === 'chat' && model.lifecycle === 'active');
  const own = [...(settings?.aliases.map((alias) => alias.name) ?? []), ...(settings?.favourites ?? [])];
  const names = [...own, ...chat.filter((model) => model.access.kind !== 'unusable').map((model) => model.id)];
  return [...new Set(names)].map((name) => ({ value: name, label: name }));
}

/** How much the model reads, in tokens; of the default model where none is named. */
export function contextOf(models: Models | undefined, name: string): number {
  const id = name === '' ? models?.defaultChat : name;
  return models?.models.find((model) => model.id === id)?.context ?? MODEST_CONTEXT;
}
