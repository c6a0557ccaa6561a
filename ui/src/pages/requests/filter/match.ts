// Whether a row is what the filter asks for.

import type { Row } from '../../../bindings';
import { nameOf } from '../names';
import type { Hint, NumberKey, Span, Standing, Term, Test, TextKey, Trait } from './terms';

/** A filter that was understood, and what of it was not. */
export interface Filter {
  terms: Term[];
  hints: Hint[];
}

/** Whether all terms hold. */
export function matches(filter: Filter, row: Row): boolean {
  return filter.terms.every((term) => holds(term.test, row) !== term.not);
}

function holds(test: Test, row: Row): boolean {
  switch (test.kind) {
    case 'word':
      return haystack(row).includes(test.word);
    case 'text':
      return texts[test.key](row).some((text) => text?.toLowerCase().includes(test.word) ?? false);
    case 'standing':
      return standing(row) === test.standing;
    case 'status':
      return row.status !== null && row.status >= test.first && row.status <= test.last;
    case 'adjusted':
      return row.adjusted.length > 0 === test.any;
    case 'adjustedWord':
      return row.adjusted.some((line) => line.toLowerCase().includes(test.word));
    case 'trait':
      return has[test.trait](row);
    case 'number':
      return within(test.span, numbers[test.key](row));
  }
}

/** How a request stands, in one word. */
export function standing(row: Row): Standing {
  switch (row.outcome) {
    case 'open':
      return 'open';
    case 'cancelled':
      return 'cancelled';
    case 'failed':
      return 'error';
    case 'finished':
      return row.status !== null && row.status >= 400 ? 'error' : 'ok';
  }
}

const client = (row: Row) => [row.app, row.client, nameOf(row)];

const texts: Record<TextKey, (row: Row) => readonly (string | null | undefined)[]> = {
  model: (row) => [row.model, row.resolvedModel],
  client,
  profile: (row) => [row.profile],
  region: (row) => [row.region],
  path: (row) => [row.path],
  id: (row) => [`#${row.id}`, row.awsRequestId],
  error: (row) => [row.error?.code, row.error?.message],
  effort: (row) => [row.effort],
  tier: (row) => [row.serviceTier],
};

const has: Record<Trait, (row: Row) => boolean> = {
  stream: (row) => row.streamed,
  plain: (row) => !row.streamed,
  cached: (row) => (row.usage?.cached ?? 0) > 0,
  captured: (row) => row.captured,
  adjusted: (row) => row.adjusted.length > 0,
};

const numbers: Record<NumberKey, (row: Row) => number | null> = {
  tokens: (row) => (row.usage === null ? null : row.usage.input + row.usage.output),
  cost: (row) => row.cost,
  time: (row) => row.duration,
  ttft: (row) => row.firstToken,
};

function within(span: Span, value: number | null): boolean {
  if (value === null) return false;
  return span.open ? value > span.from && value < span.to : value >= span.from && value <= span.to;
}

// Rows are replaced and never changed, so what is searched is put together once for each.
const haystacks = new WeakMap<Row, string>();

function haystack(row: Row): string {
  const known = haystacks.get(row);
  if (known !== undefined) return known;
  const words = (['model', 'client', 'path', 'error', 'id'] as const).flatMap((key) => texts[key](row));
  const text = words
    .filter((word) => word !== null && word !== undefined)
    .join('\n')
    .toLowerCase();
  haystacks.set(row, text);
  return text;
}
