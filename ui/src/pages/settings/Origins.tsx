import { createSignal, For, Show, type JSX } from 'solid-js';

import { Button } from '../../components/Button';
import { IconButton } from '../../components/IconButton';
import { Setting } from '../../components/Setting';
import { TextField } from '../../components/TextField';
import { fill, useText } from '../../i18n';
import { useChange } from './change';
import { originOf } from './origin';

/** Whose web pages may call the gateway. Without one, no page in a browser can. */
export function Origins(props: { origins: readonly string[] }): JSX.Element {
  const text = useText();
  const { error, change, refuse } = useChange();
  const [typed, setTyped] = createSignal('');
  const add = async () => {
    const origin = originOf(typed());
    if (origin === undefined) refuse(text.settings.originWrong);
    else if (await change({ setting: 'origins', value: [...new Set([...props.origins, origin])] })) setTyped('');
  };
  return (
    <Setting title={text.settings.origins} hint={text.settings.originsHint} tall>
      <Show when={props.origins.length > 0}>
        <ul class="settings-origins">
          <For each={props.origins}>
            {(origin) => (
              <li>
                <code>{origin}</code>
                <IconButton
                  icon="trash"
                  label={fill(text.settings.originRemove, { origin })}
                  onClick={() =>
                    void change({ setting: 'origins', value: props.origins.filter((other) => other !== origin) })
                  }
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <form
        class="settings-add"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField
          label={text.settings.originNew}
          bare
          mono
          value={typed()}
          onInput={setTyped}
          error={error()}
          placeholder="https://app.example"
        />
        <Button type="submit" icon="plus" disabled={typed().trim() === ''}>
          {text.settings.originAdd}
        </Button>
      </form>
    </Setting>
  );
}
