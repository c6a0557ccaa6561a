import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

import { choose, createSpeech, fill, join, languageNames, load, type Language } from '../src/i18n';
import en from './english';

it('fills the places it has values for', () => {
  expect(fill('Port {port} of {host}', { port: 1 })).toBe('Port 1 of {host}');
});

it.each([
  [['fr', 'en-GB'], 'en'],
  [[], 'en'],
  [['zh'], 'zh-CN'],
  [['zh-Hans-SG'], 'zh-CN'],
  [['zh-HK', 'en'], 'zh-TW'],
  [['zh-Hant'], 'zh-TW'],
  [['de', 'zh-TW'], 'zh-TW'],
  [['c'], 'en'],
  [['', 'zh-CN'], 'zh-CN'],
])('takes the first preferred language that there is: %j', (preferred, language) => {
  expect(choose(preferred)).toBe(language);
});

/** Every text with its way through the sections. */
function texts(part: unknown, way = ''): [string, string][] {
  if (typeof part === 'string') return [[way, part]];
  return Object.entries(part as object).flatMap(([name, inner]) => texts(inner, way === '' ? name : `${way}.${name}`));
}

const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
const others = Object.keys(languageNames).filter((name) => name !== 'en') as Language[];

/** All that a language says, in the files that Rust alone reads too. */
const files = import.meta.glob<object>('../src/i18n/*/*.json', { eager: true, import: 'default' });
const saidIn = (language: string) =>
  Object.entries(files)
    .filter(([file]) => file.includes(`/${language}/`))
    .flatMap(([file, words]) => texts(words, file.split('/').at(-1)));

it.each(others)('%s says all that English says, with the same places', (language) => {
  const said = new Map(saidIn(language));
  const measure = saidIn('en');
  expect([...said.keys()].sort()).toEqual(measure.map(([way]) => way).sort());
  for (const [way, text] of measure) {
    expect(places(said.get(way) ?? ''), `${language} ${way}`).toEqual(places(text));
    expect(said.get(way)?.trim(), `${language} ${way}`).not.toBe('');
  }
});

it('what Rust alone says is no weight of the window', () => {
  const known = readdirSync('src/i18n/en').filter((name) => name.endsWith('.json') && !['reasons.json', 'tray.json'].includes(name));
  expect(Object.keys(en).sort()).toEqual(known.map((name) => name.replace('.json', '')).sort());
});

it('fetches a section when it is needed, and in the language that is spoken then', async () => {
  const speech = createSpeech('en', await load('en'));
  expect(speech.text.models).toBeUndefined();
  await speech.need(['models']);
  expect(speech.text.models.list).toBe('Models');
  await speech.change('zh-CN');
  expect(speech.text.models.list).toBe('模型');
  expect(speech.text.connect).toBeUndefined();
});

it('has what a page needs that is opened while the language changes', async () => {
  const speech = createSpeech('en', await load('en'));
  await Promise.all([speech.change('zh-TW'), speech.need(['connect']), speech.change('zh-CN'), speech.need(['models'])]);
  expect(speech.language()).toBe('zh-CN');
  expect([speech.text.connect.model, speech.text.models.list]).toEqual(['模型', '模型']);
});

it('counts, and writes numbers, as the language does', async () => {
  const speech = createSpeech('en', en);
  const words = { one: '{count} request', other: '{count} requests' };
  expect([1, 1234].map((count) => speech.count(words, count))).toEqual(['1 request', '1,234 requests']);
  expect(speech.format.span(1240)).toBe('1.2s');
  expect(speech.format.span(22_320_000)).toBe('6h 12m');
  expect(speech.format.cost(0.00042)).toBe('$0.00042');
  await speech.change('zh-CN');
  expect(speech.text.shell.copy).toBe('复制');
  expect(speech.format.compact(12_300)).toBe('1.2万');
  expect(speech.format.span(22_320_000)).toBe('6 小时 12 分钟');
});

it.each(Object.keys(languageNames) as Language[])('writes spans and sizes with the same signs, in %s', async (language) => {
  const { format } = createSpeech(language, await load(language));
  expect([0, 742, 5200, 42_000].map(format.span)).toEqual(['0ms', '742ms', '5.2s', '42s']);
  expect([0, 349, 4_200, 1_400_000].map(format.bytes)).toEqual(['0B', '349B', '4.2kB', '1.4MB']);
});

it.each([
  ['zh-CN', '6 小时 12 分钟', '3 小时前'],
  ['zh-TW', '6 小時 12 分鐘', '3 小時前'],
] as const)('puts a space between a figure and a Chinese word, in %s', async (language, span, away) => {
  const { format } = createSpeech(language, await load(language));
  expect(format.span(22_320_000)).toBe(span);
  expect(format.away(0, 3 * 3_600_000)).toBe(away);
});

it('joins sentences as the language does', () => {
  expect(join('One.', 'Two.')).toBe('One. Two.');
  expect(join('一。', '', '二。')).toBe('一。二。');
  expect(join('一。', 'Two.')).toBe('一。Two.');
});
