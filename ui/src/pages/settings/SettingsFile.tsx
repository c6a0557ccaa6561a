import { createSignal, Show, type JSX } from 'solid-js';

import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Setting, SettingGroup } from '../../components/Setting';
import { reasonOf, useToast } from '../../components/Toast';
import { fill, useText } from '../../i18n';
import { useAct, useStore } from '../../store';

/** The file itself: where it is, a copy of it for elsewhere, and one from elsewhere. Secrets are in neither. */
export function SettingsFile(props: { file: string }): JSX.Element {
  const text = useText();
  const act = useAct();
  const [saved, setSaved] = createSignal<string>();
  const save = async () => {
    const answer = await act({ kind: 'exportSettings' });
    if (answer?.kind === 'saved') setSaved(answer.path);
  };
  return (
    <SettingGroup title={text.settings.file} note={text.settings.fileNote}>
      <Setting title={text.settings.filePlace} hint={<code>{props.file}</code>}>
        <Button onClick={() => void act({ kind: 'showFile', path: props.file })}>{text.settings.showFile}</Button>
      </Setting>
      <Setting title={text.settings.exported} hint={text.settings.exportHint}>
        <Button icon="upload" onClick={() => void save()}>
          {text.settings.export}
        </Button>
      </Setting>
      <Show when={saved()}>
        {(path) => (
          <div class="settings-saved">
            <Banner
              tone="good"
              title={text.settings.exportDone}
              actions={
                <Button onClick={() => void act({ kind: 'showFile', path: path() })}>{text.settings.showFile}</Button>
              }
            >
              <code>{path()}</code>
            </Banner>
          </div>
        )}
      </Show>
      <Import />
    </SettingGroup>
  );
}

function Import(): JSX.Element {
  const text = useText();
  const store = useStore();
  const toast = useToast();
  const [error, setError] = createSignal<string>();
  let input!: HTMLInputElement;
  const take = async () => {
    const file = input.files?.[0];
    input.value = '';
    if (file === undefined) return;
    try {
      await store.ask({ kind: 'importSettings', text: await file.text() });
      setError(undefined);
      toast.say(fill(text.settings.importDone, { file: file.name }));
    } catch (reason) {
      setError(reasonOf(reason));
    }
  };
  return (
    <Setting title={text.settings.imported} hint={text.settings.importHint} error={error()}>
      <input
        ref={input}
        type="file"
        accept=".toml"
        hidden
        aria-label={text.settings.import}
        onChange={() => void take()}
      />
      <Button icon="download" onClick={() => input.click()}>
        {text.settings.import}
      </Button>
    </Setting>
  );
}
