// Two requests side by side, in figures.

import type { Row } from '../../bindings';
import type { Speech } from '../../i18n';
import { standing } from './filter/match';

/** One line of the comparison. */
export interface Difference {
  name: string;
  first: string;
  second: string;
  /** The second against the first, as a share of it; empty where there is none. */
  difference: string;
}

/** What two requests differ in, and what they have cost. */
export function differences(first: Row, second: Row, { text, format }: Speech): Difference[] {
  const words = text.requests;
  const line = (name: string, of: (row: Row) => string | null): Difference => {
    return { name, first: of(first) ?? NONE, second: of(second) ?? NONE, difference: '' };
  };
  const figure = (name: string, of: (row: Row) => number | null | undefined, write: (value: number) => string): Difference => {
    const [a, b] = [of(first) ?? undefined, of(second) ?? undefined];
    const share = a === undefined || b === undefined || a === 0 ? undefined : b / a - 1;
    const difference = share === undefined ? '' : signed(share, format.percent);
    return { name, first: a === undefined ? NONE : write(a), second: b === undefined ? NONE : write(b), difference };
  };
  return [
    line(words.compare.outcome, (row) => words.standing[standing(row)]),
    line(words.summary.model, (row) => row.model),
    line(words.summary.profile, (row) => row.profile),
    line(words.summary.region, (row) => row.region),
    figure(words.detail.firstToken, (row) => row.firstToken, format.span),
    figure(words.detail.duration, (row) => row.duration, format.span),
    figure(words.columns.input, (row) => row.usage?.input, format.number),
    figure(words.columns.cached, (row) => row.usage?.cached, format.number),
    figure(words.columns.output, (row) => row.usage?.output, format.number),
    figure(words.detail.cost, (row) => row.cost, format.cost),
  ];
}

const NONE = '–';

/** `+12%`, `−3%`. */
function signed(share: number, percent: (share: number) => string): string {
  if (Math.abs(share) < 0.0005) return '=';
  return `${share > 0 ? '+' : '−'}${percent(Math.abs(share))}`;
}
