// The filter in the address, so that a view can be passed on.

import { choices, everything, sorts, switches, type Filter } from '../../parts/modelFilter';

/** A filter as an address has it: only what differs from `everything`. */
export function toQuery(filter: Filter): Record<string, string> {
  const query: Record<string, string> = {};
  if (filter.words !== '') query['q'] = filter.words;
  for (const name of choices) if (filter[name] !== '') query[name] = filter[name];
  for (const name of switches) if (filter[name]) query[name] = '1';
  if (filter.sort !== everything.sort || filter.descending) query['sort'] = (filter.descending ? '-' : '') + filter.sort;
  return query;
}

/** The filter of an address; what is no part of one is passed over. */
export function fromQuery(query: ReadonlyMap<string, string>): Filter {
  const wanted = query.get('sort') ?? '';
  const sort = sorts.find((name) => name === wanted.replace(/^-/, ''));
  return {
    words: query.get('q') ?? '',
    provider: query.get('provider') ?? '',
    input: query.get('input') ?? '',
    output: query.get('output') ?? '',
    favourites: query.get('favourites') === '1',
    usable: query.get('usable') === '1',
    reasoning: query.get('reasoning') === '1',
    tools: query.get('tools') === '1',
    sort: sort ?? everything.sort,
    descending: sort !== undefined && wanted.startsWith('-'),
  };
}
