// The words. One folder a language, one JSON file a section; Rust reads some of the sections too (src-tauri/app/src/text).

import { createContext, createSignal, untrack, useContext, type Accessor } from 'solid-js';

import { load, loadSections, sections, type Dictionary, type Language, type Section, type Words } from './dictionary';
import { formats, type Formats } from './format';

export { load, sections };
export type { Dictionary, Language, Section };

/** Each language by its own name, as lists of languages show it. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' };

/** The first of the preferred languages that there is. */
export function choose(preferred: readonly string[]): Language {
  return preferred.map(match).find((name) => name !== undefined) ?? 'en';
}

/** `en-GB` is matched by `en`; Chinese by its script, and where none is named by the region's. */
function match(tag: string): Language | undefined {
  // WebKitGTK passes on what the desktop's locale is called, and `C` is no language tag.
  const { language, script } = locale(tag)?.maximize() ?? {};
  if (language === 'zh') return script === 'Hant' ? 'zh-TW' : 'zh-CN';
  return language === 'en' ? 'en' : undefined;
}

/** What a tag stands for, if it is one. */
function locale(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
}

/** Puts values in a text's places: `fill('Port {port}', { port: 1 })`. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Sentences one after the other, with a space between them where the first does not bring its own. */
export function join(...sentences: string[]): string {
  const said = sentences.filter((sentence) => sentence !== '');
  return said.reduce((before, next) => before + (/[。！？；：]$/.test(before) ? '' : ' ') + next, '').trim();
}

/** A text that depends on a number: `{ one: '{count} request', other: '{count} requests' }`. */
export interface Counted {
  one: string;
  other: string;
}

/** What a component needs to speak. All of it follows the language as it changes. */
export interface Speech {
  language: Accessor<Language>;
  /** The words: read `text.shell.copy` where it is shown, so that it changes with the language. */
  text: Dictionary;
  /** Numbers, prices, spans and dates. */
  format: Formats;
  /** A text that depends on a number, which fills `{count}`. */
  count: (text: Counted, count: number) => string;
  /** Speaks another language from now on. */
  change: (language: Language) => Promise<void>;
  /** Has these sections at hand from now on, in whatever language is spoken. */
  need: (wanted: readonly Section[]) => Promise<void>;
}

/** Speaks a language whose words are at hand. */
export function createSpeech(first: Language, words: Words): Speech {
  const [now, set] = createSignal({ language: first, words });
  let wanted = first;
  document.documentElement.lang = first;
  const language = () => now().language;
  const format = formats(language);
  const needed = new Set(sections.filter((section) => section in words));
  const lacking = (words: Words) => [...needed].filter((section) => !(section in words));
  return {
    language,
    text: following(() => now().words),
    format,
    count: (text, count) => {
      const form = plural(language()).select(count);
      return fill(form === 'one' ? text.one : text.other, { count: format.number(count) });
    },
    async change(next) {
      wanted = next;
      let words = await load(next, [...needed]);
      // A page may have been opened meanwhile.
      while (lacking(words).length > 0) words = { ...words, ...(await loadSections(next, lacking(words))) };
      // Whoever changes twice gets what was chosen last, whatever arrives last.
      if (wanted !== next) return;
      document.documentElement.lang = next;
      set({ language: next, words });
    },
    async need(wanted) {
      for (const section of wanted) needed.add(section);
      const { language, words } = untrack(now);
      const missing = lacking(words);
      if (missing.length === 0) return;
      const loaded = await loadSections(language, missing);
      // A language that was changed to meanwhile has brought them along.
      set((now) => (now.language === language ? { language, words: { ...now.words, ...loaded } } : now));
    },
  };
}

// Dear to make, and asked for with every row of a list.
const plurals = new Map<Language, Intl.PluralRules>();

function plural(language: Language): Intl.PluralRules {
  const known = plurals.get(language) ?? new Intl.PluralRules(language);
  plurals.set(language, known);
  return known;
}

/** A dictionary whose sections are looked up whenever they are read. A page is drawn once its own are there. */
function following(words: Accessor<Words>): Dictionary {
  const look = (section: keyof Dictionary) => ({ enumerable: true, get: () => words()[section] });
  const all: readonly (keyof Dictionary)[] = ['common', 'overview', 'shell', ...sections];
  return Object.defineProperties({}, Object.fromEntries(all.map((section) => [section, look(section)]))) as Dictionary;
}

const SpeechContext = createContext<Speech>();

/** Gives the language to everything within. */
export const SpeechProvider = SpeechContext.Provider;

/** The language. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === undefined) throw new Error('nothing speaks here: SpeechProvider is missing');
  return speech;
}

/** The words. */
export const useText = (): Dictionary => useSpeech().text;

/** Numbers, prices, spans and dates in the reader's language. */
export const useFormat = (): Formats => useSpeech().format;
