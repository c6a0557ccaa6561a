import { For, Show, type JSX } from 'solid-js';

import { Icon } from '../../components/icons';
import { useText } from '../../i18n';
import { guides, type Guide } from './clients';

interface Props {
  /** The id of the one that is shown. */
  chosen: string;
  /** Whether it has called since the app started. */
  called: (guide: Guide) => boolean;
  choose: (id: string) => void;
}

const groups = ['libraries', 'editors', 'terminal'] as const;

/** The clients by kind, with a tick at those that have called. */
export function ClientList(props: Props): JSX.Element {
  const text = useText();
  return (
    <nav class="clients" aria-label={text.connect.clients}>
      <For each={groups}>
        {(group) => (
          <section>
            <h2>{text.connect.groups[group]}</h2>
            <ul>
              <For each={guides.filter((guide) => guide.group === group)}>
                {(guide) => (
                  <li>
                    <button
                      type="button"
                      aria-current={guide.id === props.chosen ? 'true' : undefined}
                      onClick={() => props.choose(guide.id)}
                    >
                      <span class="truncate">{guide.name}</span>
                      <Show when={props.called(guide)}>
                        <span class="clients-tick">
                          <Icon name="check" />
                          <span class="visually-hidden">{text.connect.called}</span>
                        </span>
                      </Show>
                    </button>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
    </nav>
  );
}
