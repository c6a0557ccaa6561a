// Long text, broken into rows of one width, so that only those in sight need to be drawn.

/** A row of a text: from here to there. */
export type Span = readonly [from: number, to: number];

/** Wide characters of East Asian scripts, and emoji: they take two columns. */
const wide = (code: number) =>
  code >= 0x1100 &&
  (code <= 0x115f ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xd83c && code <= 0xd83e));

const NEWLINE = 10;
const BLANK = 32;
const TAB = 9;

/** No row is narrower than this, however little room there is. */
const LEAST = 8;

/**
 * Breaks a text at its line ends and after so many columns, after a blank where there is one in the row's last third.
 * `first`: the columns of the first row, where something stands before it.
 */
export function wrap(text: string, columns: number, first = columns): Span[] {
  let most = Math.max(LEAST, first);
  const rows: Span[] = [];
  let from = 0;
  let width = 0;
  // The place after the last blank, and how wide the row is up to there.
  let [blank, blankWidth] = [-1, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) {
      rows.push([from, at]);
      [from, width, blank, most] = [at + 1, 0, -1, Math.max(LEAST, columns)];
      continue;
    }
    // The second half of a pair is drawn with the first.
    const size = code >= 0xdc00 && code <= 0xdfff ? 0 : code === TAB || wide(code) ? 2 : 1;
    if (width + size > most) {
      const atBlank = blank > from && blank - from > (at - from) * 0.66;
      const to = atBlank ? blank : at;
      rows.push([from, to]);
      width -= atBlank ? blankWidth : width;
      from = to;
      most = Math.max(LEAST, columns);
    }
    width += size;
    if (code === BLANK) [blank, blankWidth] = [at + 1, width];
  }
  if (from < text.length || rows.length === 0 || text.endsWith('\n')) rows.push([from, text.length]);
  return rows;
}
