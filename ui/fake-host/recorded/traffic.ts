import type { Traffic } from '../../src/bindings';
import { dice, MINUTE } from './time';

/** A working day. */
export function traffic(): Traffic {
  const roll = dice(7);
  const now = Date.now();
  const first = Math.floor(now / MINUTE) * MINUTE - 59 * MINUTE;
  const minutes = Array.from({ length: 60 }, (_, at) => {
    const busy = at < 18 ? 0.15 : at < 40 ? 1 : 0.6;
    const requests = Math.round(roll() ** 1.5 * 9 * busy);
    return { at: first + at * MINUTE, requests, errors: requests > 3 && roll() > 0.86 ? 1 : 0, tokens: Math.round(requests * (4000 + roll() * 9000)) };
  });
  return {
    open: 2,
    today: { requests: 1284, errors: 17, cancelled: 6, input: 9_412_380, cached: 6_105_900, output: 812_044, cost: 24.8612, unpriced: 3, firstToken: 742, duration: 5230, slow: 21_400 },
    minutes,
    clients: [
      { app: 'claude-code', last: now - 12_000, requests: 612 },
      { app: 'openai-python', last: now - 4 * MINUTE, requests: 388 },
      { app: 'cline', last: now - 51 * MINUTE, requests: 284 },
    ],
  };
}

/** Nobody has called. */
export function quiet(): Traffic {
  const busy = traffic();
  return {
    open: 0,
    today: { requests: 0, errors: 0, cancelled: 0, input: 0, cached: 0, output: 0, cost: null, unpriced: 0, firstToken: null, duration: null, slow: null },
    minutes: busy.minutes.map((minute) => ({ ...minute, requests: 0, errors: 0, tokens: 0 })),
    clients: [],
  };
}
