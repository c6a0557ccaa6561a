// What one can write into the filter: words, and `key:value`.

/** A comparison of a number: `>1000`, `2s`, `10..20`. Both ends count where they are not excluded. */
export interface Span {
  from: number;
  to: number;
  /** Whether the ends themselves are left out. */
  open: boolean;
}

/** Keys whose value is a part of what is there. */
export const textKeys = ['model', 'client', 'profile', 'region', 'path', 'id', 'error', 'effort', 'tier'] as const;
/** Keys whose value is a number, or an end of a span of numbers. */
export const numberKeys = ['tokens', 'cost', 'time', 'ttft'] as const;
/** All keys, in the order in which they are suggested. */
export const keys = ['model', 'status', 'client', 'adjusted', 'is', 'time', 'ttft', 'tokens', 'cost', ...textKeys.slice(2)] as const;

export type TextKey = (typeof textKeys)[number];
export type NumberKey = (typeof numberKeys)[number];
export type Key = (typeof keys)[number];

/** How a request stands. `error` is whatever did not go well and was not the client's leaving. */
export const standings = ['ok', 'error', 'open', 'cancelled'] as const;
export type Standing = (typeof standings)[number];

/** What a request is. */
export const traits = ['stream', 'plain', 'cached', 'captured', 'adjusted'] as const;
export type Trait = (typeof traits)[number];

/** What a term asks of a row. */
export type Test =
  | { kind: 'word'; word: string }
  | { kind: 'text'; key: TextKey; word: string }
  | { kind: 'standing'; standing: Standing }
  | { kind: 'status'; first: number; last: number }
  | { kind: 'adjusted'; any: boolean }
  | { kind: 'adjustedWord'; word: string }
  | { kind: 'trait'; trait: Trait }
  | { kind: 'number'; key: NumberKey; span: Span };

/** One term: all terms must hold. */
export interface Term {
  test: Test;
  /** Whether it must not hold. */
  not: boolean;
}

/** A term that is not understood, and what would be. */
export type Hint =
  | { kind: 'key'; key: string; nearest: Key | undefined }
  | { kind: 'number'; key: NumberKey; value: string }
  | { kind: 'status'; value: string }
  | { kind: 'trait'; value: string };
