import { For, Show, type JSX } from 'solid-js';

import { Button } from '../../components/Button';
import { Kbd } from '../../components/Kbd';
import { Mark } from '../../components/Mark';
import { Setting, SettingGroup } from '../../components/Setting';
import { fill, useText } from '../../i18n';
import { useRouter } from '../../router';
import { useAct, useStore } from '../../store';

const command = /Mac|iPhone/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

/** What this is, and what helps with it. */
export function About(): JSX.Element {
  const text = useText();
  const store = useStore();
  const router = useRouter();
  const act = useAct();
  const keys = () => [
    { keys: [command, '1…7'], what: text.settings.about.pages },
    { keys: ['/'], what: text.settings.about.search },
    { keys: ['Esc'], what: text.settings.about.close },
  ];
  return (
    <div class="settings">
      <section class="settings-about sheet">
        <Mark tone="running" />
        <div>
          <h2>{text.common.product}</h2>
          <p class="muted">
            <Show when={store.overview()?.version}>
              {(version) => fill(text.settings.about.version, { version: version() })}
            </Show>
          </p>
          <p>{text.settings.about.what}</p>
          <p class="muted small">{text.settings.about.licence}</p>
        </div>
      </section>
      <SettingGroup title={text.settings.about.help}>
        <Setting title={text.settings.about.walk} hint={text.settings.about.walkHint}>
          <Button onClick={() => router.go('welcome')}>{text.settings.about.walkStart}</Button>
        </Setting>
        <Setting title={text.settings.about.docs} hint={text.settings.about.docsHint}>
          <Button icon="external" onClick={() => void act({ kind: 'openLink', link: 'apiDocs' })}>
            {text.settings.about.docsOpen}
          </Button>
        </Setting>
        <For each={keys()}>
          {(row) => (
            <Setting title={row.what}>
              <For each={row.keys}>{(key) => <Kbd>{key}</Kbd>}</For>
            </Setting>
          )}
        </For>
      </SettingGroup>
    </div>
  );
}
