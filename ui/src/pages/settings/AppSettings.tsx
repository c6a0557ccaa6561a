import { createSignal, Show, type JSX } from 'solid-js';

import type { Language, Settings, Theme } from '../../bindings';
import { Segmented } from '../../components/Segmented';
import { Select } from '../../components/Select';
import { Setting, SettingGroup } from '../../components/Setting';
import { reasonOf } from '../../components/Toast';
import { Toggle } from '../../components/Toggle';
import { languageNames, useText } from '../../i18n';
import { useStore } from '../../store';
import { useChange } from './change';
import { SettingsFile } from './SettingsFile';

const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** How the app looks and starts, and the file that holds the settings. */
export function AppSettings(props: { settings: Settings }): JSX.Element {
  const text = useText();
  const { error, change } = useChange();
  const languages = () => [
    { value: 'system' as Language, label: text.settings.asSystem },
    ...Object.entries(languageNames).map(([value, label]) => ({ value: value as Language, label })),
  ];
  return (
    <div class="settings">
      <SettingGroup title={text.settings.look}>
        <Setting title={text.settings.language} hint={text.settings.languageHint} error={error()}>
          <Select
            label={text.settings.language}
            bare
            value={props.settings.language}
            options={languages()}
            onChange={(value) => void change({ setting: 'language', value })}
          />
        </Setting>
        <Setting title={text.settings.theme}>
          <Segmented
            label={text.settings.theme}
            value={props.settings.theme}
            options={themes.map((value) => ({ value, label: text.settings.themes[value] }))}
            onChange={(value) => void change({ setting: 'theme', value })}
          />
        </Setting>
      </SettingGroup>
      <SettingGroup title={text.settings.start}>
        <LaunchAtLogin />
      </SettingGroup>
      <SettingsFile file={props.settings.file} />
    </div>
  );
}

function LaunchAtLogin(): JSX.Element {
  const text = useText();
  const store = useStore();
  const [error, setError] = createSignal<string>();
  const launches = () => store.overview()?.launchAtLogin ?? null;
  const set = (on: boolean) =>
    store.ask({ kind: 'launchAtLogin', on }).then(
      () => setError(undefined),
      (reason: unknown) => setError(reasonOf(reason)),
    );
  return (
    <Setting
      title={text.settings.launchAtLogin}
      hint={launches() === null ? text.settings.launchCannot : text.settings.launchHint}
      error={error()}
    >
      <Show when={launches() !== null}>
        <Toggle label={text.settings.launchAtLogin} bare checked={launches() === true} onChange={(on) => void set(on)} />
      </Show>
    </Setting>
  );
}
