// The filter's text, cut into terms. Every character of it has a place in some term or between two.

import { keys, type Key } from './terms';

/** A piece of the text that is not yet understood. */
export interface Piece {
  /** Where it stands in the text. */
  from: number;
  to: number;
  not: boolean;
  /** What stands before the first colon outside of quotes; undefined where there is none. */
  key: string | undefined;
  /** The rest, without its quotes. */
  value: string;
  /** Whether any of the value was in quotes: then it is meant to the letter. */
  quoted: boolean;
}

/** Terms stand between blanks; quotes keep blanks and colons in, and the last one may be missing. */
export function split(text: string): Piece[] {
  const found = text.matchAll(/(?:"[^"]*(?:"|$)|[^\s"])+/gu);
  return [...found].map((match) => piece(match[0], match.index));
}

function piece(written: string, from: number): Piece {
  const not = written.startsWith('-') && written.length > 1;
  const bare = not ? written.slice(1) : written;
  const key = /^([^\s":]+):/u.exec(bare)?.[1];
  const value = key === undefined ? bare : bare.slice(key.length + 1);
  const place = { from, to: from + written.length, not, quoted: value.includes('"') };
  return { ...place, key: key?.toLowerCase(), value: value.replaceAll('"', '') };
}

/** Whether it is one of the filter's keys. */
export const isKey = (key: string): key is Key => (keys as readonly string[]).includes(key);

/** The key that somebody may have meant: one letter off, or the beginning of one. */
export function nearest(key: string): Key | undefined {
  return keys.find((known) => known.startsWith(key)) ?? keys.find((known) => distance(known, key) <= (key.length > 3 ? 2 : 1));
}

/** How many letters to put in, leave out or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
