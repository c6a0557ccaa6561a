// The filter's text, understood as far as it goes: what is not is left out, and named.

import { isKey, nearest, split, type Piece } from './split';
import type { Filter } from './match';
import {
  numberKeys,
  standings,
  textKeys,
  traits,
  type Hint,
  type Key,
  type NumberKey,
  type Span,
  type Test,
} from './terms';

/** Understands a filter. Never fails; a term that waits for its value (`model:`) holds for every row. */
export function parse(text: string): Filter {
  const filter: Filter = { terms: [], hints: [] };
  for (const piece of split(text)) {
    const found = understand(piece);
    if (found === undefined) continue;
    if ('test' in found) filter.terms.push({ test: found.test, not: piece.not });
    else filter.hints.push(found.hint);
  }
  return filter;
}

type Understood = { test: Test } | { hint: Hint } | undefined;

function understand(piece: Piece): Understood {
  const { key, value } = piece;
  if (key === undefined) return value === '' || value === '-' ? undefined : { test: { kind: 'word', word: value.toLowerCase() } };
  if (isKey(key)) return value === '' ? undefined : keyed(key, value);
  // `anthropic.claude-v1:0`, `https://…` and ARNs are words with a colon in them.
  if (/^[a-z]{2,12}$/u.test(key) && !/^[/:]|:/u.test(value) && !piece.quoted) {
    return { hint: { kind: 'key', key, nearest: nearest(key) } };
  }
  return { test: { kind: 'word', word: `${key}:${value}`.toLowerCase() } };
}

function keyed(key: Key, value: string): Understood {
  const word = value.toLowerCase();
  if (isIn(textKeys, key)) return { test: { kind: 'text', key, word } };
  if (isIn(numberKeys, key)) return number(key, word);
  switch (key) {
    case 'status':
      return status(word);
    case 'adjusted':
      if (isIn(yes, word) || isIn(no, word)) return { test: { kind: 'adjusted', any: isIn(yes, word) } };
      return { test: { kind: 'adjustedWord', word } };
    case 'is':
      return trait(word);
  }
}

const yes = ['yes', 'true', '1', 'any'] as const;
const no = ['no', 'false', '0', 'none'] as const;

const isIn = <T extends string>(list: readonly T[], value: string): value is T => (list as readonly string[]).includes(value);

const otherStandings: Record<string, (typeof standings)[number]> = {
  finished: 'ok',
  done: 'ok',
  success: 'ok',
  failed: 'error',
  errors: 'error',
  running: 'open',
  pending: 'open',
  canceled: 'cancelled',
  aborted: 'cancelled',
};

function status(word: string): Understood {
  const standing = isIn(standings, word) ? word : otherStandings[word];
  if (standing !== undefined) return { test: { kind: 'standing', standing } };
  const span = /^[<>=]|\.\./u.test(word) ? spanOf(word, (text) => (/^\d{3}$/u.test(text) ? Number(text) : undefined)) : undefined;
  if (span !== undefined) {
    const inner = span.open ? 1 : 0;
    return { test: { kind: 'status', first: span.from + inner, last: span.to - inner } };
  }
  // `4`, `4x`, `4xx` and `40` are beginnings of statuses.
  const digits = /^([1-5]\d{0,2})x{0,2}$/u.exec(word)?.[1];
  if (digits === undefined) return { hint: { kind: 'status', value: word } };
  const unit = 10 ** (3 - digits.length);
  return { test: { kind: 'status', first: Number(digits) * unit, last: (Number(digits) + 1) * unit - 1 } };
}

function trait(word: string): Understood {
  if (isIn(traits, word)) return { test: { kind: 'trait', trait: word } };
  if (word === 'streamed' || word === 'streaming') return { test: { kind: 'trait', trait: 'stream' } };
  const standing = isIn(standings, word) ? word : otherStandings[word];
  return standing === undefined ? { hint: { kind: 'trait', value: word } } : { test: { kind: 'standing', standing } };
}

function number(key: NumberKey, word: string): Understood {
  const span = spanOf(word, (text) => amount(key, text));
  return span === undefined ? { hint: { kind: 'number', key, value: word } } : { test: { kind: 'number', key, span } };
}

/** `>2`, `>=2`, `<2`, `<=2`, `=2`, `1..2`; a number alone means at least that much. */
function spanOf(word: string, read: (text: string) => number | undefined): Span | undefined {
  const [low, high] = word.split('..', 2);
  if (high !== undefined) {
    const [from, to] = [low === '' ? 0 : read(low ?? ''), high === '' ? Infinity : read(high)];
    return from === undefined || to === undefined ? undefined : { from, to, open: false };
  }
  const [, sign = '', rest = ''] = /^([<>]=?|=)?(.*)$/u.exec(word) ?? [];
  const value = read(rest);
  if (value === undefined) return undefined;
  if (sign === '=') return { from: value, to: value, open: false };
  return sign.startsWith('<')
    ? { from: -Infinity, to: value, open: sign === '<' }
    : { from: value, to: Infinity, open: sign === '>' };
}

const units: Record<NumberKey, Record<string, number>> = {
  tokens: { '': 1, k: 1000, m: 1_000_000 },
  cost: { '': 1, $: 1, '¢': 0.01, c: 0.01 },
  time: { '': 1000, ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 },
  ttft: { '': 1000, ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 },
};

/** A number with its unit: milliseconds of `2s`, dollars of `$0.01`. */
function amount(key: NumberKey, text: string): number | undefined {
  const [, value, unit = ''] = /^\$?(\d+(?:[.,]\d+)?|[.,]\d+)([a-z$¢]*)$/u.exec(text) ?? [];
  const factor = units[key][unit];
  return value === undefined || factor === undefined ? undefined : Number(value.replace(',', '.')) * factor;
}

