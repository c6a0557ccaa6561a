// The first run's steps, and where one goes on.

import type { Models, Overview } from '../../bindings';

/** From who one is to the first answer. */
export const steps = ['identity', 'models', 'client', 'request'] as const;

/** A step's name: in the address, and in the dictionary. */
export type Step = (typeof steps)[number];

/** The step to begin with: the first one that is not done. */
export function resumed(overview: Overview | undefined, models: Models | undefined): Step {
  const known = overview?.source === 'demo' || overview?.identity?.account != null || overview?.who.kind === 'bedrockKey';
  if (!known) return 'identity';
  return (models?.models.length ?? 0) === 0 ? 'models' : 'client';
}
