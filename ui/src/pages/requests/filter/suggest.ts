// What could be written next, where the caret stands.

import type { Row } from '../../../bindings';
import { nameOf } from '../names';
import { split } from './split';
import { keys, standings, traits, type Key } from './terms';

/** Something to put in the place of the piece at the caret. */
export interface Suggestion {
  /** What is put in. */
  insert: string;
  from: number;
  to: number;
  /** A key is explained in words; a value speaks for itself. */
  key: Key | undefined;
  /** How many rows have this value. */
  count: number | undefined;
}

const MOST = 8;

/** Suggestions for the piece that ends at the caret; for none, the keys. */
export function suggest(text: string, caret: number, rows: () => Iterable<Row>): Suggestion[] {
  const piece = split(text.slice(0, caret)).find((found) => found.to === caret);
  const [from, to] = [piece?.from ?? caret, caret];
  const sign = piece?.not ? '-' : '';
  if (piece?.key === undefined) {
    const begun = piece?.value.toLowerCase() ?? '';
    return keys
      .filter((key) => key.startsWith(begun))
      .map((key) => ({ insert: `${sign}${key}:`, from, to, key, count: undefined }));
  }
  const { key } = piece;
  const begun = piece.value.toLowerCase();
  return values(key, rows)
    .filter(({ value }) => value.toLowerCase().includes(begun) && value.toLowerCase() !== begun)
    .slice(0, MOST)
    .map(({ value, count }) => ({ insert: `${sign}${key}:${quoted(value)} `, from, to, key: undefined, count }));
}

interface Value {
  value: string;
  count: number | undefined;
}

const fixed: Record<string, readonly string[]> = {
  status: [...standings, '2xx', '4xx', '5xx', '429'],
  adjusted: ['yes', 'no'],
  is: traits,
  time: ['>1s', '>5s', '>30s', '<500ms'],
  ttft: ['>500ms', '>1s', '>3s'],
  tokens: ['>1k', '>10k', '>100k'],
  cost: ['>0.01', '>0.1', '>1'],
};

const seen: Record<string, (row: Row) => string | null | undefined> = {
  model: (row) => row.model,
  client: nameOf,
  profile: (row) => row.profile,
  region: (row) => row.region,
  path: (row) => row.path,
  error: (row) => row.error?.code,
  effort: (row) => row.effort,
  tier: (row) => row.serviceTier,
};

/** What a key can be; what is in the log, the most frequent first. */
function values(key: string, rows: () => Iterable<Row>): Value[] {
  const read = seen[key];
  if (read === undefined) return (fixed[key] ?? []).map((value) => ({ value, count: undefined }));
  const counts = new Map<string, number>();
  for (const row of rows()) {
    const value = read(row);
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const found = [...counts].map(([value, count]) => ({ value, count }));
  return found.sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
}

/** Blanks need quotes. Quotes themselves cannot be asked for: no id or name has any. */
const quoted = (value: string) => (/\s/u.test(value) ? `"${value.replaceAll('"', '')}"` : value.replaceAll('"', ''));

/** The text with a suggestion put in, and where the caret goes. */
export function accept(text: string, suggestion: Suggestion): { text: string; caret: number } {
  const rest = text.slice(suggestion.to);
  const insert = suggestion.insert.endsWith(' ') && rest.startsWith(' ') ? suggestion.insert.trimEnd() : suggestion.insert;
  const caret = suggestion.from + insert.length;
  return { text: text.slice(0, suggestion.from) + insert + rest, caret };
}
