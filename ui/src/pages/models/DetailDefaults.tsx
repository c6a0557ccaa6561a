import { Show, type JSX } from 'solid-js';

import type { Change, Effort, Model } from '../../bindings';
import { Button } from '../../components/Button';
import { Select } from '../../components/Select';
import { Fact, Facts } from '../../components/Facts';
import { fill, useText } from '../../i18n';
import { useAct, useStore } from '../../store';
import { effortOf, efforts, withEffort } from '../../efforts';

/** What the settings say of a model: whether it is a default, and how hard it thinks. */
export function DetailDefaults(props: { model: Model }): JSX.Element {
  const text = useText();
  return (
    <>
      <Show when={props.model.purpose === 'chat' || props.model.purpose === 'embedding'}>
        <Default model={props.model} kind={props.model.purpose === 'chat' ? 'chat' : 'embedding'} />
      </Show>
      <Show when={props.model.abilities.reasoning}>
        <section>
          <h3>{text.shell.pages.reasoning}</h3>
          <EffortOf model={props.model.id} />
        </section>
      </Show>
    </>
  );
}

const settings = { chat: 'defaultChat', embedding: 'defaultEmbedding' } as const;
const hints = { chat: 'chatHint', embedding: 'embeddingHint' } as const;

function Default(props: { model: Model; kind: 'chat' | 'embedding' }): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const words = () => text.models.defaults;
  const chosen = () => store.settings()?.[settings[props.kind]] ?? null;
  const now = () => chosen() ?? store.models()?.[settings[props.kind]] ?? null;
  const set = (value: string | null) => {
    const change: Change = { setting: settings[props.kind], value };
    void act({ kind: 'change', change });
  };
  const state = () => {
    if (now() === null) return words().none;
    if (now() !== props.model.id) return fill(words().other, { model: now() ?? '' });
    return chosen() === null ? words().automatic : words().chosen;
  };
  return (
    <section>
      <h3>{words()[props.kind]}</h3>
      <Facts stacked>
        <Fact
          name={words()[hints[props.kind]]}
          actions={
            <Show
              when={chosen() === props.model.id}
              fallback={<Button onClick={() => set(props.model.id)}>{words().set}</Button>}
            >
              <Button onClick={() => set(null)}>{words().unset}</Button>
            </Show>
          }
        >
          {state()}
        </Fact>
      </Facts>
    </section>
  );
}

/** The effort of one model, as a list. */
function EffortOf(props: { model: string }): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const all = () => store.settings()?.efforts ?? [];
  const options = () => [
    { value: '', label: text.models.detail.effortDefault },
    ...efforts.map((value) => ({ value, label: text.common.effort[value] })),
  ];
  const change = (value: string) => {
    const effort = value === '' ? null : (value as Effort);
    return act({ kind: 'change', change: { setting: 'efforts', value: withEffort(all(), props.model, effort) } });
  };
  return (
    <Select
      bare
      label={text.models.detail.effort}
      hint={text.models.detail.effortHint}
      value={effortOf(all(), props.model) ?? ''}
      options={options()}
      onChange={(value) => void change(value)}
    />
  );
}
