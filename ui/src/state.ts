// The state in words, as tray and window both have it.

import type { Condition, Key, Overview, Source } from './bindings';
import { fill, join, type Dictionary } from './i18n';

/** A headline, and what it means. */
export interface Said {
  headline: string;
  detail: string;
}

/** The words for a state. */
export function say(text: Dictionary, condition: Condition): Said {
  const status = text.common.status;
  switch (condition.kind) {
    case 'portTaken': {
      const { port, holder } = condition;
      const said = holder === null ? status.portTaken : status.portHeld;
      return filled(said, { port, holder: holder ?? '' });
    }
    case 'failed':
      return filled(status.failed, { reason: condition.reason });
    case 'credentials':
      return filled(status.credentials, { message: condition.message });
    case 'noKeychain':
      return filled(status.noKeychain, { why: text.common.key.why[condition.why] });
    default:
      return status[condition.kind];
  }
}

function filled(said: Said, values: Record<string, string | number>): Said {
  return { headline: fill(said.headline, values), detail: fill(said.detail, values) };
}

/** Where the API key is kept, in words. */
export function sayKey(text: Dictionary, key: Key): string {
  const words = text.common.key;
  return key.kind === 'session' || key.kind === 'none' ? join(words[key.kind], words.why[key.why]) : words[key.kind];
}

/** As whom and where: `work · eu-central-1`. */
export function sayWho(text: Dictionary, overview: Pick<Overview, 'who' | 'region'> & { source: Source }): string {
  if (overview.source === 'demo') return text.shell.demo;
  const { who, region } = overview;
  const profile = who.kind === 'profile' ? who.name : text.shell.who[who.kind];
  return fill(text.shell.profileRegion, { profile, region: region?.name ?? text.shell.noRegion });
}
