import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { calculate, SumError } from '../../src/pages/playground/calculator';

/** A sum with its value, made together. */
const sums = fc.letrec<{ sum: [string, number] }>((tie) => ({
  sum: fc.oneof(
    { depthSize: 'small' },
    fc.integer({ min: 0, max: 999 }).map((value): [string, number] => [String(value), value]),
    tie('sum').map(([words, value]): [string, number] => [`-(${words})`, -value]),
    fc.tuple(tie('sum'), fc.constantFrom('+', '-', '*', '/'), tie('sum')).map(([[left, a], sign, [right, b]]): [string, number] => {
      const value = { '+': a + b, '-': a - b, '*': a * b, '/': a / b }[sign] ?? NaN;
      return [`(${left}) ${sign} (${right})`, value];
    }),
  ),
})).sum;

describe('the calculator', () => {
  it.each([
    ['2 * (3 + 4)', 14],
    ['1 + 2 * 3 - 4 / 2', 5],
    ['10 - 4 - 3', 3],
    ['--2', 2],
    ['.5 + 1.', 1.5],
    ['1e3 / -4', -250],
  ])('knows that %s is %d', (sum, value) => expect(calculate(sum)).toBe(value));

  it('agrees with how the sum was made', () => {
    fc.assert(fc.property(sums, ([words, value]) => Object.is(calculate(words), value)));
  });

  it.each([
    ['', 1],
    ['2 +', 4],
    ['(1', 3],
    ['1)', 2],
    ['2 ** 3', 4],
    ['alert(1)', 1],
    ['1 2', 3],
  ])('says where %j cannot be read', (sum, at) => {
    try {
      calculate(sum);
      expect.unreachable();
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(SumError);
      expect((thrown as SumError).at).toBe(at);
    }
  });

  it('ends on anything', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        try {
          expect(calculate(words)).toBeTypeOf('number');
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(SumError);
        }
      }),
    );
    expect(() => calculate('('.repeat(100_000))).toThrow(SumError);
  });
});
