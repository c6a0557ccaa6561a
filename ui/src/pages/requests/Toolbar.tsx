import { createUniqueId, Show, type JSX } from 'solid-js';

import type { Export } from '../../bindings';
import { Button } from '../../components/Button';
import { IconButton } from '../../components/IconButton';
import { Kbd } from '../../components/Kbd';
import { Menu, Popover } from '../../components/Popover';
import { useToast } from '../../components/Toast';
import { Toggle } from '../../components/Toggle';
import { fill, useText } from '../../i18n';
import { useAct, useStore } from '../../store';
import { useClear } from './commands';
import { useDesk } from './desk';
import { FilterField } from './FilterField';
import { help } from './keys';

/** Above the list: what it shows, and what can be done with all of it. */
export function Toolbar(props: { onLeave: () => void }): JSX.Element {
  const text = useText();
  const desk = useDesk();
  const clear = useClear();
  const paused = () => desk.view.held() === 'paused';
  const empty = () => desk.log.entries().length === 0;
  return (
    <>
      <FilterField onLeave={props.onLeave} />
      <div class="requests-tools">
        <IconButton icon="pause" label={text.requests.pause} pressed={paused()} onClick={() => desk.view.pause(!paused())} />
        <IconButton icon="trash" label={text.requests.clear} disabled={empty()} onClick={() => clear()} />
        <ExportMenu />
        <Keys />
      </div>
    </>
  );
}

function ExportMenu(): JSX.Element {
  const text = useText();
  const desk = useDesk();
  const act = useAct();
  const toast = useToast();
  const id = createUniqueId();
  const save = async (form: Export) => {
    const shown = desk.view.shown();
    const ids = desk.text() === '' ? [] : shown.map((entry) => entry.id);
    const answer = await act({ kind: 'exportLog', export: form, ids });
    if (answer?.kind === 'saved') toast.say(fill(text.requests.exported, { path: answer.path }));
  };
  return (
    <>
      <Button kind="quiet" icon="download" opens={id} disabled={desk.view.shown().length === 0}>
        {text.requests.export}
      </Button>
      <Menu
        id={id}
        label={text.requests.export}
        items={[
          { label: text.requests.exportHar, icon: 'globe', onSelect: () => void save('har') },
          { label: text.requests.exportJsonLines, icon: 'code', onSelect: () => void save('jsonLines') },
        ]}
      />
    </>
  );
}

/** The id of the popover that `?` opens. */
export const KEYS = 'requests-keys';

function Keys(): JSX.Element {
  const text = useText();
  return (
    <>
      <IconButton icon="help" label={text.requests.help.label} opens={KEYS} />
      <Popover id={KEYS} label={text.requests.help.label}>
        <dl class="keys">
          {help.map((line) => (
            <div>
              <dt>
                {[...line.keys, ...line.or].map((key) => (
                  <Kbd>{key}</Kbd>
                ))}
              </dt>
              <dd>{text.requests.help[line.words]}</dd>
            </div>
          ))}
        </dl>
      </Popover>
    </>
  );
}

/** Whether bodies are kept: in plain sight, with what that means. */
export function Capture(props: { label?: string }): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const on = () => store.overview()?.capture ?? false;
  return (
    <Show when={store.overview()}>
      <Toggle
        label={props.label ?? text.requests.capture[on() ? 'on' : 'off']}
        hint={text.requests.capture.hint}
        checked={on()}
        onChange={(wanted) => void act({ kind: 'capture', on: wanted })}
      />
    </Show>
  );
}
