import { render } from 'solid-js/web';

import { App } from './App';
import type { Host } from './host';
import { load, TextProvider } from './i18n';
import './theme/tokens.css';
import './theme/base.css';

/** Shows the window on a host, in the reader's language. */
export async function start(host: Host): Promise<void> {
  const { language, text } = await load(navigator.languages);
  document.documentElement.lang = language;
  const root = document.getElementById('app');
  if (root === null) throw new Error('index.html has no #app');
  render(
    () => (
      <TextProvider value={text}>
        <App host={host} />
      </TextProvider>
    ),
    root,
  );
}
