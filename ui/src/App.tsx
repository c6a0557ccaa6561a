import { Show, type JSX } from 'solid-js';

import { useText } from './i18n';
import { OverviewPage } from './pages/OverviewPage';
import { createStore } from './store';
import type { Host } from './host';
import './App.css';

/** The window: a header, and the page. */
export function App(props: { host: Host }): JSX.Element {
  const text = useText();
  // The host is given once and stays.
  const store = createStore(props.host);
  return (
    <>
      <header>
        <img src="/icon.svg" alt="" width="28" height="28" />
        <span class="product">{text.product}</span>
        <Show when={store.overview()}>
          {(overview) => <span class="version">{text.window.version.replace('{version}', overview().version)}</span>}
        </Show>
      </header>
      <main>
        <Show
          when={!store.silent() && store.overview()}
          fallback={<p class="waiting">{store.silent() ? text.window.silent : text.window.loading}</p>}
        >
          {(overview) => <OverviewPage overview={overview()} store={store} />}
        </Show>
      </main>
    </>
  );
}
