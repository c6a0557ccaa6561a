// @vitest-environment node
// What the window fetches when it is opened, and with each page; gzip, as servers count it.

import { gzipSync } from 'node:zlib';

import { build, type Rollup } from 'vite';
import { beforeAll, expect, it } from 'vitest';

import { pages } from '../src/router';

const OPENING = 60_000;
const PAGE = 35_000;

let files: Map<string, Rollup.OutputChunk | Rollup.OutputAsset>;

beforeAll(async () => {
  const built = await build({ logLevel: 'silent', build: { write: false } });
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
  const parts = [find('index.html'), find('src/i18n/en/index.ts'), find('src/pages/overview/index.tsx')];
  return parts.reduce((known, chunk) => whole(chunk!, known), new Set<string>());
}

it('opens with little', () => {
  const weighed = weight(opening());
  console.info(`opening the window: ${weighed} bytes`);
  expect(weighed).toBeLessThan(OPENING);
});

it.each(pages)('and fetches little more for %s', (page) => {
  const known = opening();
  const more = [...whole(find(`src/pages/${page}/index.tsx`)!)].filter((name) => !known.has(name));
  const weighed = weight(more);
  console.info(`${page}: ${weighed} bytes more`);
  expect(weighed).toBeLessThan(PAGE);
});

it('writes no style into markup, which the CSP would forbid', () => {
  // A style that never changes is put into the template by the compiler; one that does is set by script, and may be.
  for (const chunk of chunks()) expect(chunk.code, chunk.fileName).not.toMatch(/<[a-z][^<>`]*\sstyle=/);
});
