// The words. One folder a language, one JSON file a section; Rust reads two of the sections too, and `reasons.json`, which the
// window does not: what Rust says of its own arrives as it is to be shown (src-tauri/app/src/text).

import { createContext, createSignal, useContext, type Accessor } from 'solid-js';

import type en from './en/index';
import { formats, type Formats } from './format';

/** English is the measure: every other dictionary has the same shape. */
export type Dictionary = typeof en;

/** The languages there are, each loaded when it is asked for. */
const languages = {
  en: () => import('./en/index'),
  'zh-CN': () => import('./zh-CN/index'),
  'zh-TW': () => import('./zh-TW/index'),
} satisfies Record<string, () => Promise<{ default: Dictionary }>>;

/** A language that there is. */
export type Language = keyof typeof languages;

/** Each language by its own name, as lists of languages show it. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' };

/** The words of a language. */
export async function load(language: Language): Promise<Dictionary> {
  return (await languages[language]()).default;
}

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
}

/** Speaks a language whose words are at hand. */
export function createSpeech(first: Language, words: Dictionary): Speech {
  const [now, set] = createSignal({ language: first, words });
  let wanted = first;
  document.documentElement.lang = first;
  const language = () => now().language;
  const format = formats(language);
  return {
    language,
    text: following(() => now().words, words),
    format,
    count: (text, count) => {
      const form = plural(language()).select(count);
      return fill(form === 'one' ? text.one : text.other, { count: format.number(count) });
    },
    async change(next) {
      wanted = next;
      const words = await load(next);
      // Whoever changes twice gets what was chosen last, whatever arrives last.
      if (wanted !== next) return;
      document.documentElement.lang = next;
      set({ language: next, words });
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

/** A dictionary whose sections are looked up whenever they are read. */
function following(words: Accessor<Dictionary>, shape: Dictionary): Dictionary {
  const sections = Object.keys(shape) as (keyof Dictionary)[];
  const look = (section: keyof Dictionary) => ({ enumerable: true, get: () => words()[section] });
  return Object.defineProperties({}, Object.fromEntries(sections.map((section) => [section, look(section)]))) as Dictionary;
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
