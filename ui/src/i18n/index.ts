// The words. One JSON file a language, which the tray reads too (src-tauri/app/src/text.rs).

import { createContext, useContext } from 'solid-js';

import en from './en.json';

/** English is the measure: every other dictionary has the same shape. */
export type Dictionary = typeof en;

/** The languages there are. All but English are loaded when they are asked for. */
const languages: Record<string, () => Promise<Dictionary>> = {
  en: async () => en,
};

/** The dictionary for the first of the preferred languages that there is, and its name. */
export async function load(preferred: readonly string[]): Promise<{ language: string; text: Dictionary }> {
  const known = Object.keys(languages);
  const language = preferred.map((tag) => match(tag, known)).find((name) => name !== undefined) ?? 'en';
  return { language, text: (await languages[language]?.()) ?? en };
}

/** `zh-TW` is matched by `zh-TW`, and `en-GB` by `en`. */
function match(tag: string, known: string[]): string | undefined {
  const parts = tag.toLowerCase().split('-');
  for (let length = parts.length; length > 0; length -= 1) {
    const wanted = parts.slice(0, length).join('-');
    const found = known.find((name) => name.toLowerCase() === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Puts values in a text's places: `fill('Port {port}', { port: 1 })`. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

const TextContext = createContext<Dictionary>(en);

/** Gives the words to everything within. */
export const TextProvider = TextContext.Provider;

/** The words. */
export const useText = (): Dictionary => useContext(TextContext);
