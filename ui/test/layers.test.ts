import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

import { sections } from '../src/i18n';
import { views } from '../src/views';

const files = ['src', 'fake-host'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);
const text = (file: string) => readFileSync(file, 'utf8');
const imports = (file: string) => [...text(file).matchAll(/from '([^']+)'/g)].map((found) => found[1] ?? '');

it('only host.ts knows Tauri', () => {
  const knowing = files.filter((file) => text(file).includes('@tauri-apps'));
  expect(knowing).toEqual([join('src', 'host.ts')]);
});

it('the window does not know the fake', () => {
  const knowing = files.filter((file) => file.startsWith('src') && text(file).includes('fake-host'));
  expect(knowing).toEqual([]);
});

it('components know neither the store nor a page', () => {
  const components = files.filter((file) => file.startsWith(join('src', 'components')));
  const knowing = components.filter((file) => imports(file).some((from) => /\.\.\/(store|pages|host)/.test(from)));
  expect(knowing).toEqual([]);
});

it('pages do not know each other', () => {
  const pageOf = (file: string) => /^src[\\/]pages[\\/](\w+)/.exec(file)?.[1];
  const pages = files.filter((file) => pageOf(file) !== undefined);
  const foreign = (file: string) =>
    imports(file)
      .map((from) => pageOf(join(dirname(file), from)))
      .some((page) => page !== undefined && page !== pageOf(file));
  expect(pages.filter(foreign)).toEqual([]);
});

/** A file and all that it imports, itself or through others; what is fetched later is left out. */
function reached(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const from of imports(file).filter((from) => from.startsWith('.'))) {
    const way = join(dirname(file), from);
    const found = [`${way}.tsx`, `${way}.ts`, join(way, 'index.tsx'), join(way, 'index.ts')].find((name) => files.includes(name));
    if (found !== undefined) reached(found, known);
  }
  return known;
}

const spoken = (file: string) =>
  sections.filter((section) => [...reached(file)].some((name) => new RegExp(`\\b[tT]ext(\\(\\))?\\.${section}\\b`).test(text(name))));

it.each(Object.entries(views))('the words of %s are fetched with it', (page, view) => {
  expect(spoken(join('src', 'pages', page, 'index.tsx'))).toEqual([...view.sections]);
});

it('what is always there needs no words but the base', () => {
  expect(spoken(join('src', 'App.tsx'))).toEqual([]);
});

it('no component reads its words before it shows them, or they stay in the old language', () => {
  const early = files.filter((file) => file.endsWith('.tsx') && /^ {2}const \w+ = ((speech\.)?text|useText\(\)|useSpeech\(\)\.text)\.\w/m.test(text(file)));
  expect(early).toEqual([]);
});

it('nothing is drawn from a text as HTML, and no style stands in markup, which the CSP forbids', () => {
  const drawing = files.filter((file) => /innerHTML|insertAdjacentHTML|style="/.test(text(file)));
  expect(drawing).toEqual([]);
});
