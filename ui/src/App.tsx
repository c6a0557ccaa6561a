import { createEffect, ErrorBoundary, lazy, onCleanup, onMount, Show, Suspense, type JSX } from 'solid-js';

import { Banner } from './components/Banner';
import { Button } from './components/Button';
import { Skeleton } from './components/Skeleton';
import { reasonOf, ToastRegion } from './components/Toast';
import { useSpeech, useText } from './i18n';
import { createRouter, RouterProvider } from './router';
import { offerFirstRun } from './shell/firstRun';
import { followPreferences } from './shell/preferences';
import { shortcut } from './shell/shortcuts';
import { Sidebar } from './shell/Sidebar';
import { createStore, StoreProvider } from './store';
import { createViews } from './views';
import type { Host } from './host';
import './App.css';

const MfaDialog = lazy(async () => ({ default: (await import('./parts/MfaDialog')).MfaDialog }));

/** The window: the way to the pages, and the page. */
export function App(props: { host: Host }): JSX.Element {
  const speech = useSpeech();
  const { text } = speech;
  const router = createRouter();
  const viewOf = createViews(speech.need);
  // The host is given once and stays.
  const store = createStore(props.host);
  followPreferences(store, speech);
  offerFirstRun(store, router);
  let main!: HTMLElement;

  const press = (event: KeyboardEvent) => shortcut(event, router.go);
  onMount(() => addEventListener('keydown', press));
  onCleanup(() => removeEventListener('keydown', press));
  createEffect(() => {
    router.place().page;
    main.scrollTop = 0;
  });

  return (
    <StoreProvider value={store}>
      <RouterProvider value={router}>
        <ToastRegion>
          <a
            class="skip"
            href="#page"
            onClick={(event) => {
              event.preventDefault();
              main.focus();
            }}
          >
            {text.shell.skip}
          </a>
          <Sidebar />
          <main ref={main} id="page" tabindex="-1">
            <Show when={!store.silent()} fallback={<Silent />}>
              <Show when={store.overview()} fallback={<Waiting words={text.shell.loading} />}>
                <Suspense fallback={<Waiting words={text.shell.pageLoading} />}>
                  <ErrorBoundary fallback={(thrown, reset) => <Broken thrown={thrown} reset={reset} />}>
                    <Show when={viewOf(router.place().page)} keyed>
                      {(View) => <View />}
                    </Show>
                  </ErrorBoundary>
                </Suspense>
              </Show>
            </Show>
          </main>
          <Show when={store.overview()?.mfa}>
            <ErrorBoundary fallback={(thrown, reset) => <Broken thrown={thrown} reset={reset} />}>
              <Suspense>
                <MfaDialog />
              </Suspense>
            </ErrorBoundary>
          </Show>
        </ToastRegion>
      </RouterProvider>
    </StoreProvider>
  );
}

function Waiting(props: { words: string }): JSX.Element {
  return (
    <div class="waiting">
      <p class="visually-hidden" role="status">
        {props.words}
      </p>
      <Skeleton lines={6} />
    </div>
  );
}

function Silent(): JSX.Element {
  const text = useText();
  return (
    <div class="waiting">
      <Banner tone="alert" title={text.shell.silent}>
        {text.shell.silentHint}
      </Banner>
    </div>
  );
}

function Broken(props: { thrown: unknown; reset: () => void }): JSX.Element {
  const text = useText();
  return (
    <div class="waiting">
      <Banner
        tone="alert"
        title={text.shell.broken}
        actions={<Button onClick={() => props.reset()}>{text.shell.tryAgain}</Button>}
      >
        <p>{text.shell.brokenHint}</p>
        <code>{reasonOf(props.thrown)}</code>
      </Banner>
    </div>
  );
}
