// What tokens cost.

import type { Prices } from '../../bindings';
import type { Tokens } from './chunk';

const MILLION = 1e6;

/** Dollars; null where a price that is needed is not known. */
export function costOf(tokens: Tokens, prices: Prices): number | null {
  const plain = Math.max(0, tokens.input - tokens.cached - tokens.cacheWritten);
  const parts: readonly (readonly [count: number, price: number | null])[] = [
    [plain, prices.input],
    [tokens.cached, prices.cacheRead],
    [tokens.cacheWritten, prices.cacheWrite],
    [tokens.output, prices.output],
  ];
  let sum = 0;
  for (const [count, price] of parts) {
    if (count === 0) continue;
    if (price === null) return null;
    sum += (count * price) / MILLION;
  }
  return sum;
}
