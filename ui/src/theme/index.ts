// The theme is a word on :root; tokens.css does the rest.

/** What the reader may choose. */
export type Theme = 'system' | 'light' | 'dark';

/** Shows the window in a theme. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
