// @vitest-environment node
// What the window fetches when it is opened, and with each page; gzip, as servers count it.

import { gzipSync } from 'node:zlib';

import { build, type Rollup } from 'vite';
import { beforeAll, expect, it, vi } from 'vitest';

import { views } from '../src/views';

// What there was when this was written, and a twentieth more: another patch of Solid or Vite is no mistake. In bytes.
const OPENING = 37_500;
/** What the first page that is gone to brings for all of them: their components and their styles. */
const SHARED = 14_500;
const PAGE: Record<string, number> = {
  overview: 0,
  requests: 16_000,
  models: 12_000,
  reasoning: 3_700,
  connect: 4_800,
  playground: 8_900,
  settings: 6_100,
  welcome: 5_800,
};
const ONE_LANGUAGE = 119_000;
const ALL = 156_000;

let files: Map<string, Rollup.OutputChunk | Rollup.OutputAsset>;

beforeAll(async () => {
  // As it is shipped; under vitest it would hold what finds mistakes, too.
  vi.stubEnv('NODE_ENV', 'production');
  const built = await build({ logLevel: 'silent', build: { write: false } });
  vi.unstubAllEnvs();
  files = new Map((built as Rollup.RollupOutput).output.map((file) => [file.fileName, file]));
}, 120_000);

const chunks = () => [...files.values()].filter((file) => file.type === 'chunk');
const find = (module: string) => chunks().find((chunk) => chunk.facadeModuleId?.endsWith(module));

/** A chunk with all that it cannot do without, styles included. */
function whole(chunk: Rollup.OutputChunk, known = new Set<string>()): Set<string> {
  if (known.has(chunk.fileName)) return known;
  known.add(chunk.fileName);
  const styles = (chunk as { viteMetadata?: { importedCss?: Set<string> } }).viteMetadata?.importedCss ?? [];
  for (const style of styles) known.add(style);
  for (const name of chunk.imports) {
    const needed = files.get(name);
    if (needed?.type === 'chunk') whole(needed, known);
  }
  return known;
}

function weight(names: Iterable<string>): number {
  return [...names].reduce((sum, name) => {
    const file = files.get(name);
    const source = file?.type === 'chunk' ? file.code : (file?.source ?? '');
    return sum + gzipSync(source, { level: 9 }).length;
  }, 0);
}

function opening(): Set<string> {
  return together(['index.html', 'src/i18n/en/index.ts', 'src/pages/overview/index.tsx']);
}

function together(modules: string[]): Set<string> {
  return modules.reduce((known, module) => whole(find(module)!, known), new Set<string>());
}

/** What comes with every page but the first. */
function shared(): Set<string> {
  const known = opening();
  const each = Object.keys(views).filter((page) => page !== 'overview').map((page) => together([`src/pages/${page}/index.tsx`]));
  return new Set([...(each[0] ?? [])].filter((name) => !known.has(name) && each.every((names) => names.has(name))));
}

it('opens with little, in few files', () => {
  const weighed = weight(opening());
  console.info(`opening the window: ${weighed} bytes in ${opening().size} files`);
  expect(weighed).toBeLessThan(OPENING);
  expect(opening().size).toBeLessThan(6);
});

it('fetches once what the other pages share', () => {
  const weighed = weight(shared());
  console.info(`shared by the other pages: ${weighed} bytes`);
  expect(weighed).toBeLessThan(SHARED);
});

it.each(Object.entries(views))('and little more for %s', (page, { sections }) => {
  const known = new Set([...opening(), ...shared()]);
  const words = sections.map((section) => `src/i18n/en/${section}.json`);
  const more = [...together([`src/pages/${page}/index.tsx`, ...words])].filter((name) => !known.has(name));
  const weighed = weight(more);
  console.info(`${page}: ${weighed} bytes more`);
  expect(weighed).toBeLessThanOrEqual(PAGE[page] ?? 0);
});

it('is small as a whole', () => {
  const names = [...files.keys()].filter((name) => /\.(js|css|html)$/.test(name));
  const foreign = new Set(chunks().filter((chunk) => chunk.facadeModuleId?.includes('/i18n/zh-')).map((chunk) => chunk.fileName));
  const [one, all] = [weight(names.filter((name) => !foreign.has(name))), weight(names)];
  console.info(`all pages: ${one} bytes in one language, ${all} in three`);
  expect(one).toBeLessThan(ONE_LANGUAGE);
  expect(all).toBeLessThan(ALL);
});

it('writes no style into markup, which the CSP would forbid', () => {
  // A style that never changes is put into the template by the compiler; one that does is set by script, and may be.
  for (const chunk of chunks()) expect(chunk.code, chunk.fileName).not.toMatch(/<[a-z][^<>`]*\sstyle=/);
});
