import { For, Show, type JSX } from 'solid-js';

import { Icon } from '../components/icons';
import { Mark, tone } from '../components/Mark';
import { useText } from '../i18n';
import { address, pages, useRouter } from '../router';
import { say, sayWho } from '../state';
import { useStore } from '../store';
import './Sidebar.css';

/** The way to every page, and at its foot what runs. */
export function Sidebar(): JSX.Element {
  const text = useText();
  const router = useRouter();
  const store = useStore();
  return (
    <nav class="sidebar" aria-label={text.shell.navigation}>
      <div class="sidebar-brand">
        <Mark tone={tone(store.overview()?.condition)} />
        <span>{text.common.product}</span>
      </div>
      <ul>
        <For each={pages}>
          {(page) => (
            <li>
              <a
                href={address(page)}
                aria-current={router.place().page === page ? 'page' : undefined}
                title={text.shell.pages[page]}
              >
                <Icon name={page} />
                <span>{text.shell.pages[page]}</span>
              </a>
            </li>
          )}
        </For>
      </ul>
      <Foot />
    </nav>
  );
}

function Foot(): JSX.Element {
  const text = useText();
  const store = useStore();
  return (
    <Show when={store.overview()}>
      {(overview) => {
        const headline = () => say(text, overview().condition).headline;
        // A line may end with the dot, and does not begin with it.
        const who = () => sayWho(text, overview()).replace(' ·', '\u00a0·');
        return (
          <div class="sidebar-foot" data-tone={tone(overview().condition)} title={`${headline()}\n${who()}`}>
            <span class="sidebar-dot" />
            <div>
              <p role="status">
                {headline()}
              </p>
              <p class="muted">{who()}</p>
            </div>
          </div>
        );
      }}
    </Show>
  );
}
