// The words of a language, section by section: what the window always needs, and what a page brings along.

import type base from './en/index';
import type connect from './en/connect.json';
import type models from './en/models.json';
import type playground from './en/playground.json';
import type reasoning from './en/reasoning.json';
import type requests from './en/requests.json';
import type settings from './en/settings.json';
import type welcome from './en/welcome.json';

/** What the window always needs. */
export type Base = typeof base;

/** What pages bring along. */
interface Brought {
  connect: typeof connect;
  models: typeof models;
  playground: typeof playground;
  reasoning: typeof reasoning;
  requests: typeof requests;
  settings: typeof settings;
  welcome: typeof welcome;
}

/** All the words. English is the measure: every other language has the same shape. */
export type Dictionary = Base & Brought;

/** A section that is fetched with the page that needs it. */
export type Section = keyof Brought;

/** The words that are at hand: all of the base, and the sections that were asked for. */
export type Words = Base & Partial<Brought>;

/** Each language, in pieces that are fetched when they are asked for. */
const bases = {
  en: () => import('./en/index'),
  'zh-CN': () => import('./zh-CN/index'),
  'zh-TW': () => import('./zh-TW/index'),
} satisfies Record<string, () => Promise<{ default: Base }>>;

// Rust alone reads `tray` and `reasons`.
const pieces = import.meta.glob<object>(['./*/*.json', '!./*/{common,overview,reasons,shell,tray}.json'], { import: 'default' });

/** A language that there is. */
export type Language = keyof typeof bases;

/** The sections that there are. */
export const sections = [...new Set(Object.keys(pieces).map((file) => file.split('/').at(-1)?.replace('.json', '')))] as Section[];

/** Some sections of a language. */
export async function loadSections(language: Language, wanted: readonly Section[]): Promise<Partial<Brought>> {
  const loaded = await Promise.all(wanted.map(async (section) => [section, await pieces[`./${language}/${section}.json`]?.()]));
  return Object.fromEntries(loaded);
}

/** What the window always needs, and some sections. */
export async function load(language: Language, wanted: readonly Section[] = []): Promise<Words> {
  const [base, more] = await Promise.all([bases[language](), loadSections(language, wanted)]);
  return { ...base.default, ...more };
}
