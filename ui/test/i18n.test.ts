import { expect, it } from 'vitest';

import { fill, load } from '../src/i18n';

it('fills the places it has values for', () => {
  expect(fill('Port {port} of {host}', { port: 1 })).toBe('Port 1 of {host}');
});

it('takes the first preferred language that there is', async () => {
  expect((await load(['fr', 'en-GB'])).language).toBe('en');
  expect((await load([])).language).toBe('en');
});
