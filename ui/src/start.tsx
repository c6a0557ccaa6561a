import { render } from 'solid-js/web';

import { App } from './App';
import type { Host } from './host';
import { choose, createSpeech, load, SpeechProvider, type Language } from './i18n';
import './theme/tokens.css';
import './theme/base.css';

/** Shows the window on a host, in the reader's language until the settings say another. */
export async function start(host: Host, language: Language = choose(navigator.languages)): Promise<void> {
  const words = await load(language);
  const root = document.getElementById('app');
  if (root === null) throw new Error('index.html has no #app');
  render(() => {
    const speech = createSpeech(language, words);
    return (
      <SpeechProvider value={speech}>
        <App host={host} />
      </SpeechProvider>
    );
  }, root);
}
