// What a window reads, compressed as one would serve it. Usage: node ui/size.mjs, after a build; fails above a budget.
//
// Counted twice: what is there before the first page can be used (the entry, the overview, one language), and everything
// that may come later as well. Of the languages the largest stands for whichever is chosen.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KIB = 1024;
const START = 60 * KIB;
const ALL = 128 * KIB;

const assets = new URL('dist/assets/', import.meta.url);
const languages = readdirSync(new URL('src/i18n/', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** `overview` of `overview-BI3Z-1Bu.css`: Vite's hashes have eight characters. */
const stem = (name) => name.replace(/-[\w-]{8}\.\w+$/, '');
const files = new Map(
  readdirSync(assets)
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => [name, readFileSync(new URL(name, assets))]),
);
const size = (names) => names.reduce((sum, name) => sum + gzipSync(files.get(name), { level: 9 }).length, 0);
const named = (wanted, end) => [...files.keys()].filter((name) => stem(name) === wanted && name.endsWith(end));

const spoken = languages.flatMap((language) => named(language, '.js')).sort((a, b) => size([b]) - size([a]));
const unspoken = new Set(spoken.splice(1));

/** The scripts, and all that they import at once, each with its styles. */
function withImports(scripts) {
  const found = new Set();
  for (const script of scripts) visit(script);
  return [...found];

  function visit(name) {
    if (found.has(name) || !files.has(name)) return;
    found.add(name);
    for (const style of named(stem(name), '.css')) found.add(style);
    for (const [, next] of files.get(name).toString().matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) visit(next);
  }
}

const start = withImports([...named('index', '.js'), ...named('overview', '.js'), ...spoken]);
const all = [...files.keys()].filter((name) => !unspoken.has(name));

const kib = (bytes) => `${(bytes / KIB).toFixed(1)} KiB`.padStart(10);
for (const name of all.sort((a, b) => size([b]) - size([a])).slice(0, 8)) console.log(kib(size([name])), name);
console.log(kib(size(start)), `until the first page can be used; at most ${kib(START).trim()}`);
console.log(kib(size(all)), `with every page; at most ${kib(ALL).trim()}`);
if (spoken.length !== 1 || size(start) > START || size(all) > ALL) process.exitCode = 1;
