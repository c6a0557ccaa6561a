import { createContext, createSignal, For, useContext, type JSX } from 'solid-js';

import { useText } from '../i18n';
import { Icon } from './icons';
import { IconButton } from './IconButton';
import './Toast.css';

const NEWS_MS = 4000;

interface News {
  tone: 'plain' | 'alert';
  words: string;
}

/** Says what came of something, at the window's foot. */
export interface Toaster {
  /** For a moment. */
  say(words: string): void;
  /** Until it is closed: it is the only place where the reason can be read. Takes what a promise rejects with. */
  trouble(reason: unknown): void;
}

const ToastContext = createContext<Toaster>({ say: () => {}, trouble: () => {} });

/** The window's toasts. */
export const useToast = (): Toaster => useContext(ToastContext);

/** The words of what was thrown. */
export const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** Shows the toasts of all within. */
export function ToastRegion(props: { children: JSX.Element }): JSX.Element {
  const text = useText();
  const [news, setNews] = createSignal<News[]>([]);
  const drop = (item: News) => setNews((all) => all.filter((other) => other !== item));
  const toaster: Toaster = {
    say(words) {
      const item: News = { tone: 'plain', words };
      setNews((all) => [...all, item]);
      setTimeout(() => drop(item), NEWS_MS);
    },
    trouble(reason) {
      const words = reasonOf(reason);
      setNews((all) => [...all.filter((other) => other.words !== words), { tone: 'alert', words }]);
    },
  };
  return (
    <ToastContext.Provider value={toaster}>
      {props.children}
      <div class="toasts" role="status" aria-live="polite">
        <For each={news()}>
          {(item) => (
            <div class="toast" data-tone={item.tone}>
              <Icon name={item.tone === 'alert' ? 'alert' : 'check'} />
              <p>{item.words}</p>
              <IconButton icon="close" label={text.shell.dismiss} onClick={() => drop(item)} />
            </div>
          )}
        </For>
      </div>
    </ToastContext.Provider>
  );
}
