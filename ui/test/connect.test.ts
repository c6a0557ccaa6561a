import { describe, expect, it } from 'vitest';

import { guides } from '../src/pages/connect/clients';
import { copied, shown } from '../src/snippet';
import { seen } from '../src/pages/connect/seen';

const values = { baseUrl: 'http://127.0.0.1:8642/v1', model: 'us.amazon.nova-lite-v1:0', context: 300_000 };

const templates = guides.flatMap((guide) => [
  ...guide.snippets.map((snippet) => snippet.text),
  ...(guide.form ?? []).map(([, template]) => template),
]);

describe('snippets', () => {
  it('show no place, and no key', () => {
    for (const template of templates) expect(shown(template, values)).not.toMatch(/\{\{\w+\}\}/);
  });

  it('leave the key to the app when they are copied', () => {
    const text = copied('{{root}} {{baseUrl}} {{key}}', values);
    expect(text).toBe('http://127.0.0.1:8642 http://127.0.0.1:8642/v1 {{key}}');
  });

  it('take a model as it is called, whatever that looks like', () => {
    expect(copied('{{model}}', { ...values, model: '$& {{baseUrl}}' })).toBe('$& {{baseUrl}}');
  });

  it('name the address and the key for every client', () => {
    for (const guide of guides) {
      const all = [...guide.snippets.map(({ text }) => text), ...(guide.form ?? []).map(([, text]) => text)].join('\n');
      expect(all, guide.name).toMatch(/\{\{(baseUrl|root)\}\}/);
      expect(all, guide.name).toContain('{{key}}');
    }
  });

  it('have ids of their own', () => {
    expect(new Set(guides.map((guide) => guide.id)).size).toBe(guides.length);
  });
});

describe('a client that has called', () => {
  const [langchain] = guides;

  it('is known under all of its names', () => {
    const clients = [
      { app: 'langchain', last: 5, requests: 2 },
      { app: 'langchain-js', last: 9, requests: 1 },
      { app: 'curl', last: 11, requests: 7 },
    ];
    expect(seen(langchain!, clients)).toEqual({ last: 9, requests: 3 });
  });

  it('is not known before', () => {
    expect(seen(langchain!, [])).toBeUndefined();
    expect(seen(langchain!)).toBeUndefined();
  });
});
