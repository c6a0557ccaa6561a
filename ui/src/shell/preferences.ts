// Language and theme follow the settings, as soon as the host has told them.

import { createEffect } from 'solid-js';

import { choose, type Speech } from '../i18n';
import type { Store } from '../store';
import { applyTheme } from '../theme';

/** Keeps the window as the settings say. */
export function followPreferences(store: Store, speech: Speech): void {
  createEffect(() => {
    const theme = store.settings()?.theme;
    if (theme !== undefined) applyTheme(theme);
  });
  createEffect(() => {
    const wanted = store.settings()?.language;
    if (wanted === undefined) return;
    const language = wanted === 'system' ? choose(navigator.languages) : wanted;
    if (language !== speech.language()) void speech.change(language);
  });
}
