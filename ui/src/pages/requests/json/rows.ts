// The rows of laid-out JSON: what is folded is left out, strings are broken, long ones shortened.

import type { Line } from './scan';
import { wrap } from './wrap';

/** One row on the screen. */
export interface Drawn {
  /** The line of the JSON. */
  line: number;
  indent: number;
  /** `whole`: the line as it is. Otherwise a part of its string. */
  part: { from: number; to: number; first: boolean; last: boolean } | 'whole' | 'folded' | 'more' | 'less';
  /** For `more`: how many rows it stands for. */
  hidden: number;
}

/** What the reader has changed. */
export interface Folds {
  /** Lines with a bracket that is shut. */
  shut: ReadonlySet<number>;
  /** Lines with a long string that is shown whole. */
  whole: ReadonlySet<number>;
}

/** A string of more rows than this is shortened to the first few. */
const LONG = 24;
const FEW = 10;

/** The rows for a text so many columns wide. */
export function rows(text: string, lines: readonly Line[], folds: Folds, columns: number): Drawn[] {
  const drawn: Drawn[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    if (line.kind === 'open' && folds.shut.has(at)) {
      drawn.push({ line: at, indent: line.depth, part: 'folded', hidden: 0 });
      at = line.close;
    } else if (line.kind === 'string') {
      for (const row of strings(text, line, at, folds.whole.has(at), columns)) drawn.push(row);
    } else {
      drawn.push({ line: at, indent: line.depth, part: 'whole', hidden: 0 });
    }
  }
  return drawn;
}

const INDENT = 2;

function strings(text: string, line: Line, at: number, whole: boolean, columns: number): Drawn[] {
  const key = line.keyTo > line.keyFrom ? line.keyTo - line.keyFrom + 2 : 0;
  const room = columns - line.depth * INDENT - 2;
  const raw = line.to - line.from;
  if (raw + key <= room && !escapes(text, line)) return [{ line: at, indent: line.depth, part: 'whole', hidden: 0 }];
  const spans = wrap(decoded(text, line), room, room - key);
  if (spans.length === 1) return [{ line: at, indent: line.depth, part: 'whole', hidden: 0 }];
  const all = spans.map(([from, to], row): Drawn => {
    const place = { from, to, first: row === 0, last: row === spans.length - 1 };
    return { line: at, indent: line.depth, part: place, hidden: 0 };
  });
  if (all.length <= LONG) return all;
  const edge = { line: at, indent: line.depth };
  if (whole) return [...all, { ...edge, part: 'less', hidden: 0 }];
  return [...all.slice(0, FEW), { ...edge, part: 'more', hidden: all.length - FEW }];
}

const escapes = (text: string, line: Line) => {
  const place = text.indexOf('\\n', line.from);
  return place >= 0 && place < line.to;
};

// A body has few strings that are broken, but they are asked for with every row: the last ones are kept.
const kept = new WeakMap<Line, string>();

/** What a string says: its escapes resolved, without its quotes; as written where it was cut. */
export function decoded(text: string, line: Line): string {
  const known = kept.get(line);
  if (known !== undefined) return known;
  const words = resolve(text.slice(line.from, line.to));
  kept.set(line, words);
  return words;
}

function resolve(raw: string): string {
  try {
    return JSON.parse(raw) as string;
  } catch {
    return raw.replace(/^"/u, '').replaceAll('\\n', '\n').replaceAll('\\"', '"');
  }
}

/** The lines that fold from a depth on: what is below the second level of a large body. */
export function foldable(lines: readonly Line[], depth: number): Set<number> {
  const found = lines.flatMap((line, at) => (line.kind === 'open' && line.depth >= depth ? [at] : []));
  return new Set(found);
}
