import { createSignal, Show, type JSX } from 'solid-js';

import { Badge } from '../../components/Badge';
import { Button } from '../../components/Button';
import { CopyButton } from '../../components/CopyButton';
import { Setting, SettingGroup } from '../../components/Setting';
import { TextField } from '../../components/TextField';
import { reasonOf, useToast } from '../../components/Toast';
import { fill, useFormat, useText } from '../../i18n';
import { RotateKey } from '../../parts/RotateKey';
import { sayKey } from '../../state';
import { useAct, useStore } from '../../store';

/** The secrets, all of them in the keychain: the gateway's own key, and a Bedrock API key. */
export function Keys(): JSX.Element {
  const text = useText();
  const store = useStore();
  const key = () => store.overview()?.key;
  const words = () => {
    const known = key();
    return known === undefined ? '' : sayKey(text, known);
  };
  return (
    <div class="settings">
      <SettingGroup title={text.settings.apiKey} note={text.settings.apiKeyNote}>
        <Setting title={text.overview.apiKey} hint={words()}>
          <CopyButton
            label={text.common.actions.copyApiKey}
            disabled={key()?.kind === 'pending' || key()?.kind === 'none'}
            copy={() => store.ask({ kind: 'copyApiKey' })}
          />
          <RotateKey />
        </Setting>
      </SettingGroup>
      <SettingGroup title={text.settings.bedrockKey} note={text.settings.bedrockKeyNote}>
        <BedrockKey />
      </SettingGroup>
    </div>
  );
}

function BedrockKey(): JSX.Element {
  const text = useText();
  const format = useFormat();
  const store = useStore();
  const act = useAct();
  const kept = () => store.overview()?.bedrockKey.kept ?? false;
  const hint = () => {
    const expires = store.overview()?.bedrockKey.expires ?? null;
    if (!kept()) return text.settings.bedrockKeyNone;
    return expires === null ? text.settings.bedrockKeyKept : fill(text.settings.bedrockKeyUntil, { when: format.moment(expires) });
  };
  const used = () => store.overview()?.who.kind === 'bedrockKey';
  return (
    <>
      <Setting
        title={
          <>
            {text.shell.who.bedrockKey} <Show when={used()}><Badge tone="accent">{text.settings.inUse}</Badge></Show>
          </>
        }
        hint={hint()}
      >
        <Show when={kept()}>
          <Show when={!used()}>
            <Button onClick={() => void act({ kind: 'chooseWho', who: { kind: 'bedrockKey' } })}>
              {text.settings.useIt}
            </Button>
          </Show>
          <Button kind="danger" icon="trash" onClick={() => void act({ kind: 'forgetBedrockKey' })}>
            {text.settings.forget}
          </Button>
        </Show>
      </Setting>
      <NewBedrockKey replaces={kept()} />
    </>
  );
}

function NewBedrockKey(props: { replaces: boolean }): JSX.Element {
  const text = useText();
  const store = useStore();
  const toast = useToast();
  const [typed, setTyped] = createSignal('');
  const [error, setError] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const keep = async () => {
    setBusy(true);
    try {
      await store.ask({ kind: 'keepBedrockKey', key: typed().trim() });
      setTyped('');
      setError(undefined);
      toast.say(text.settings.bedrockKeyDone);
    } catch (reason) {
      setError(reasonOf(reason));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Setting title={props.replaces ? text.settings.bedrockKeyReplace : text.settings.bedrockKeyNew} tall>
      <form
        class="settings-add"
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <TextField
          label={text.shell.who.bedrockKey}
          bare
          mono
          type="password"
          value={typed()}
          onInput={setTyped}
          error={error()}
          hint={text.settings.bedrockKeyHint}
          placeholder="bedrock-api-key-…"
        />
        <Button type="submit" busy={busy()} disabled={typed().trim() === ''}>
          {text.settings.keep}
        </Button>
      </form>
    </Setting>
  );
}
