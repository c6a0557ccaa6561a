// Whether a client has called.

import type { Seen } from '../../bindings';
import type { Guide } from './clients';

/** The client's calls, under all of its names; undefined where there were none. */
export function seen(guide: Guide, clients: readonly Seen[] = []): { last: number; requests: number } | undefined {
  const names = [guide.id, ...(guide.alsoKnownAs ?? [])];
  const calls = clients.filter((client) => names.includes(client.app));
  if (calls.length === 0) return undefined;
  return {
    last: Math.max(...calls.map((call) => call.last)),
    requests: calls.reduce((sum, call) => sum + call.requests, 0),
  };
}
