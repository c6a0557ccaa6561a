// JSON, cut into lines without being understood: numbers keep their digits, members their order and their doubles, and a
// body that was cut short is laid out as far as it goes. `JSON.parse` would do none of that.

/** A line of JSON as a pretty-printer would have it. Places are in the text. */
export interface Line {
  depth: number;
  /** The member's name with its quotes; empty in arrays. */
  keyFrom: number;
  keyTo: number;
  kind: 'open' | 'close' | 'empty' | 'string' | 'number' | 'word';
  /** The value, or the bracket. */
  from: number;
  to: number;
  comma: boolean;
  /** For `open`: the line that closes it, or the end where the text was cut. */
  close: number;
  /** For `open`: how many members or elements it has. */
  count: number;
}

const space = /[ \t\n\r]*/y;
const scalar = /[^\s,:{}[\]"]+/y;

/** The lines of a text; undefined when it is no JSON, not even the beginning of one. */
export function scan(text: string): Line[] | undefined {
  const lines: Line[] = [];
  const open: Line[] = [];
  let at = skip(text, 0);
  if (text[at] !== '{' && text[at] !== '[') return undefined;
  while (at < text.length) {
    const end = text[at] === '}' || text[at] === ']' ? close(text, at, lines, open) : value(text, at, lines, open);
    if (end === undefined) return undefined;
    at = skip(text, end);
    if (open.length === 0) return at < text.length ? undefined : lines;
    const last = lines.at(-1);
    if (text[at] === ',' && last !== undefined && last.kind !== 'open') {
      last.comma = true;
      at = skip(text, at + 1);
    }
  }
  for (const line of open) line.close = lines.length;
  return lines;
}

function skip(text: string, at: number): number {
  if (at >= text.length) return text.length;
  space.lastIndex = at;
  space.test(text);
  return space.lastIndex;
}

/** Where the string that begins here ends: at the text's end if it was cut. */
function string(text: string, at: number): number | undefined {
  if (text[at] !== '"') return undefined;
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

function word(text: string, at: number): number | undefined {
  scalar.lastIndex = at;
  return scalar.test(text) ? scalar.lastIndex : undefined;
}

/** Ends what was opened last; an empty pair stays on one line. */
function close(text: string, at: number, lines: Line[], open: Line[]): number | undefined {
  const opened = open.pop();
  if (opened === undefined || (text[opened.from] === '{') !== (text[at] === '}')) return undefined;
  if (opened === lines.at(-1)) {
    opened.kind = 'empty';
    opened.to = at + 1;
    return at + 1;
  }
  opened.close = lines.length;
  lines.push({ ...blank, depth: opened.depth, kind: 'close', from: at, to: at + 1 });
  return at + 1;
}

/** A member or an element, up to its value's end or its opening bracket. */
function value(text: string, start: number, lines: Line[], open: Line[]): number | undefined {
  const parent = open.at(-1);
  const line: Line = { ...blank, depth: open.length };
  let at = start;
  if (parent !== undefined) {
    parent.count += 1;
    if (text[parent.from] === '{') {
      const name = string(text, at);
      if (name === undefined) return undefined;
      [line.keyFrom, line.keyTo] = [at, name];
      const colon = skip(text, name);
      if (colon < text.length && text[colon] !== ':') return undefined;
      at = skip(text, colon + 1);
    }
  }
  line.from = Math.min(at, text.length);
  lines.push(line);
  if (text[at] === '{' || text[at] === '[') {
    line.kind = 'open';
    open.push(line);
    line.to = at + 1;
    return at + 1;
  }
  const quoted = string(text, at);
  const end = quoted ?? word(text, at) ?? (at >= text.length ? text.length : undefined);
  if (end === undefined) return undefined;
  line.kind = quoted !== undefined ? 'string' : /[-\d]/u.test(text[at] ?? '') ? 'number' : 'word';
  line.to = end;
  return end;
}

const blank: Line = { depth: 0, keyFrom: 0, keyTo: 0, kind: 'word', from: 0, to: 0, comma: false, close: 0, count: 0 };
