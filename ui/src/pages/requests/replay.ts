// What a request can be sent again with.

import type { Models, Profiles } from '../../bindings';

/** The choices, each without doubles. */
export interface ReplayChoices {
  models: readonly string[];
  profiles: readonly string[];
}

/** Chat models that can be used, as far as that is known, and profiles that are not broken. */
export function replayChoices(models: Models | undefined, profiles: Profiles | undefined): ReplayChoices {
  const listed = models?.models.filter((model) => model.purpose === 'chat' && model.access.kind !== 'unusable') ?? [];
  const whole = profiles?.profiles.filter((profile) => profile.broken === null) ?? [];
  return {
    models: distinct(listed.map((model) => model.id)),
    profiles: distinct(whole.map((profile) => profile.name)),
  };
}

const distinct = (values: readonly string[]) => [...new Set(values)];
