// Numbers and dates as the reader's language writes them. No words of ours are in here.
// The signs `ms`, `s`, `B`, `kB` and `MB` are the same in every language: browsers write 742ms beside 5.2秒, and 349byte.

import type { Accessor } from 'solid-js';

/** Every function follows the language as it changes. Times are milliseconds since 1970. */
export interface Formats {
  /** `12,345` */
  number(value: number): string;
  /** `12.3K`, for where space is short. */
  compact(value: number): string;
  /** From 0 to 1: `12%`. */
  percent(share: number): string;
  /** US dollars, with as many places as small amounts need. */
  cost(dollars: number): string;
  /** A span in milliseconds: `340ms`, `1.2s`, `2m 5s`, `6 小时 12 分钟`: two units at most. */
  span(milliseconds: number): string;
  /** `1.4MB` */
  bytes(bytes: number): string;
  /** The time of day, with seconds. */
  time(at: number): string;
  /** Hours and minutes. */
  clock(at: number): string;
  /** Day and time. */
  moment(at: number): string;
  /** The day alone. */
  day(at: number): string;
  /** How long until or since: `in 3 hours`, `2 minutes ago`. */
  away(at: number, now: number): string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const unitOf = (size: number, name: string) => ({ size, name });
const MINUTES = [unitOf(MINUTE, 'minute'), unitOf(SECOND, 'second')] as const;
const HOURS = [unitOf(HOUR, 'hour'), unitOf(MINUTE, 'minute')] as const;
const DAYS = [unitOf(DAY, 'day'), unitOf(HOUR, 'hour')] as const;

/** The formats of a language. */
export function formats(language: Accessor<string>): Formats {
  const numbers = keep((tag, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options));
  const dates = keep((tag, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options));
  const relative = keep((tag, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(tag, options));
  const number = (value: number, options: Intl.NumberFormatOptions = {}) => numbers(language(), options).format(value);
  const signed = (value: number, sign: string, places = 0) => number(value, { maximumFractionDigits: places }) + sign;
  const unit = (value: number, name: string) => spaced(number(value, { style: 'unit', unit: name, unitDisplay: 'narrow' }));
  const date = (at: number, options: Intl.DateTimeFormatOptions) => dates(language(), options).format(at);
  const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

  return {
    number,
    compact: (value) => number(value, { notation: 'compact', maximumFractionDigits: 1 }),
    percent: (share) => number(share, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }),
    cost: (dollars) => {
      const places = dollars === 0 || dollars >= 1 ? 2 : dollars >= 0.01 ? 3 : 5;
      const digits = { minimumFractionDigits: 2, maximumFractionDigits: places };
      return number(dollars, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', ...digits });
    },
    span: (milliseconds) => {
      if (milliseconds < SECOND) return signed(Math.round(milliseconds), 'ms');
      if (milliseconds < 10 * SECOND) return signed(milliseconds / SECOND, 's', 1);
      if (milliseconds < MINUTE) return signed(Math.round(milliseconds / SECOND), 's');
      const [large, small] = milliseconds < HOUR ? MINUTES : milliseconds < DAY ? HOURS : DAYS;
      const whole = unit(Math.floor(milliseconds / large.size), large.name);
      const rest = Math.floor((milliseconds % large.size) / small.size);
      return rest === 0 ? whole : `${whole} ${unit(rest, small.name)}`;
    },
    bytes: (bytes) => {
      if (bytes < 1e3) return signed(bytes, 'B');
      return bytes < 1e6 ? signed(bytes / 1e3, 'kB', 1) : signed(bytes / 1e6, 'MB', 1);
    },
    time: (at) => date(at, { ...clock, second: '2-digit' }),
    clock: (at) => date(at, clock),
    moment: (at) => date(at, { ...clock, month: 'short', day: 'numeric' }),
    day: (at) => date(at, { year: 'numeric', month: 'short', day: 'numeric' }),
    away: (at, now) => {
      const span = at - now;
      const [size, name] = step(Math.abs(span));
      return spaced(relative(language(), { numeric: 'auto' }).format(Math.trunc(span / size), name));
    },
  };
}

/** Between a figure and a Chinese word stands a space, as in our own texts: browsers put one in zh-TW alone, and not always. */
const spaced = (text: string) => text.replace(/\d(?=\p{Script=Han})/gu, '$& ');

function step(span: number): [number, Intl.RelativeTimeFormatUnit] {
  if (span < MINUTE) return [SECOND, 'second'];
  if (span < HOUR) return [MINUTE, 'minute'];
  return span < DAY ? [HOUR, 'hour'] : [DAY, 'day'];
}

/** Formatters are dear to make: each is made once. */
function keep<O extends object, F>(make: (tag: string, options: O) => F): (tag: string, options: O) => F {
  const made = new Map<string, F>();
  return (tag, options) => {
    const key = tag + JSON.stringify(options);
    const found = made.get(key) ?? make(tag, options);
    made.set(key, found);
    return found;
  };
}
