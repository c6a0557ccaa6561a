import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decoded, foldable, rows } from '../../src/pages/requests/json/rows';
import { scan, type Line } from '../../src/pages/requests/json/scan';
import { wrap } from '../../src/pages/requests/json/wrap';

const open = { shut: new Set<number>(), whole: new Set<number>() };

/** The text that the lines stand for. */
function printed(text: string, lines: readonly Line[]): string {
  const line = (one: Line) => {
    const key = one.keyTo > one.keyFrom ? `${text.slice(one.keyFrom, one.keyTo)}: ` : '';
    const value = one.kind === 'empty' ? text.slice(one.from, one.to).replace(/\s/gu, '') : text.slice(one.from, one.to);
    return `${'  '.repeat(one.depth)}${key}${value}${one.comma ? ',' : ''}`;
  };
  return lines.map(line).join('\n');
}

describe('JSON in lines', () => {
  it('is what a pretty-printer makes of it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())), (value) => {
        for (const text of [JSON.stringify(value), JSON.stringify(value, undefined, 3)]) {
          expect(printed(text, scan(text) ?? [])).toBe(JSON.stringify(JSON.parse(text), undefined, 2));
        }
      }),
    );
  });

  it('keeps digits, order and doubles', () => {
    const text = '{"b":1.10,"1":12345678901234567890,"b":2}';
    expect(printed(text, scan(text) ?? [])).toBe('{\n  "b": 1.10,\n  "1": 12345678901234567890,\n  "b": 2\n}');
  });

  it('is laid out as far as it goes, wherever it was cut', () => {
    const text = JSON.stringify({ model: 'm "q" \\', messages: [{ role: 'user', content: [] }, -1.5e3, true, {}] });
    for (let end = 1; end <= text.length; end += 1) expect(scan(text.slice(0, end)), text.slice(0, end)).toBeDefined();
  });

  it('is nothing else', () => {
    for (const text of ['', 'data: {}', '"a"', '1', '{]', '{"a":1}}', '[,]', '{1:2}', 'null']) expect(scan(text), text).toBeUndefined();
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', ' ', '\\', '1') }), (text) => void scan(text)));
  });

  it('folds what is between brackets', () => {
    const text = '{"a":{"b":[1,2]},"c":3}';
    const lines = scan(text) ?? [];
    expect(foldable(lines, 1)).toEqual(new Set([1, 2]));
    const drawn = rows(text, lines, { ...open, shut: new Set([1]) }, 80);
    expect(drawn.map(({ line, part }) => [line, part])).toEqual([
      [0, 'whole'],
      [1, 'folded'],
      [7, 'whole'],
      [8, 'whole'],
    ]);
    expect(lines[1]?.count).toBe(1);
  });

  it('breaks strings at their line ends, and shortens long ones', () => {
    const text = JSON.stringify({ short: 'a', two: 'first\nsecond', long: 'x\n'.repeat(100) });
    const lines = scan(text) ?? [];
    const drawn = rows(text, lines, open, 80);
    expect(drawn.filter(({ line }) => line === 1)).toHaveLength(1);
    expect(drawn.filter(({ line }) => line === 2)).toHaveLength(2);
    expect(drawn.filter(({ line }) => line === 3).at(-1)).toMatchObject({ part: 'more', hidden: 91 });
    const whole = rows(text, lines, { ...open, whole: new Set([3]) }, 80).filter(({ line }) => line === 3);
    expect(whole).toHaveLength(102);
    expect(decoded(text, lines[2] as Line)).toBe('first\nsecond');
  });

  it('takes a string of a million characters', () => {
    const text = JSON.stringify({ image: `data:image/png;base64,${'A'.repeat(1_048_576)}`, quotes: '\\"'.repeat(1000) });
    const lines = scan(text) ?? [];
    expect(lines).toHaveLength(4);
    expect(rows(text, lines, open, 100).length).toBeLessThan(50);
  });
});

describe('broken text', () => {
  it('loses nothing but its line ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, columns) => {
        const spans = wrap(text, columns);
        expect(spans.map(([from, to]) => text.slice(from, to)).join('')).toBe(text.replaceAll('\n', ''));
      }),
    );
  });

  it('has rows of one width', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 8, max: 40 }), (text, columns) => {
        for (const [from, to] of wrap(text, columns)) expect(to - from).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it('breaks after blanks where it can, and wide characters sooner', () => {
    const parts = (text: string, columns: number) => wrap(text, columns).map(([from, to]) => text.slice(from, to));
    expect(parts('one two three four', 10)).toEqual(['one two ', 'three four']);
    expect(parts('abcdefghijkl', 10)).toEqual(['abcdefghij', 'kl']);
    expect(parts('山高月小水落石出', 8)).toEqual(['山高月小', '水落石出']);
    expect(parts('a\n\nb\n', 10)).toEqual(['a', '', 'b', '']);
    expect(parts('', 10)).toEqual(['']);
    expect(wrap('one two three four', 20, 10)).toEqual([
      [0, 8],
      [8, 18],
    ]);
  });
});
