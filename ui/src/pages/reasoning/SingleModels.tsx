import { For, Show, type JSX } from 'solid-js';

import type { Effort, ModelEffort } from '../../bindings';
import { IconButton } from '../../components/IconButton';
import { Select } from '../../components/Select';
import { SettingGroup } from '../../components/Setting';
import { fill, useText } from '../../i18n';
import { useAct, useStore } from '../../store';
import { ModelPicker } from '../../parts/ModelPicker';
import { efforts, withEffort } from '../../efforts';

/** What a model gets that was just added: whoever adds one wants it to think. */
const FIRST: Effort = 'medium';

/** Efforts of single models, which beat the default. */
export function SingleModels(): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const words = () => text.reasoning.models;
  const all = () => store.settings()?.efforts ?? [];
  const set = (model: string, effort: Effort | null) =>
    act({ kind: 'change', change: { setting: 'efforts', value: withEffort(all(), model, effort) } });
  return (
    <SettingGroup title={words().title} note={words().note}>
      <div class="reasoning-models">
        <Show when={all().length > 0} fallback={<p class="muted">{words().none}</p>}>
          <ul aria-label={words().label}>
            <For each={all()}>{(one) => <Row one={one} onChange={(effort) => void set(one.model, effort)} />}</For>
          </ul>
        </Show>
        <div class="reasoning-add">
          <ModelPicker
            bare
            label={words().add}
            placeholder={words().add}
            value=""
            among={(model) => model.abilities.reasoning && all().every((one) => one.model !== model.id)}
            onChange={(model) => void set(model, FIRST)}
          />
        </div>
      </div>
    </SettingGroup>
  );
}

function Row(props: { one: ModelEffort; onChange: (effort: Effort | null) => void }): JSX.Element {
  const text = useText();
  const store = useStore();
  const words = () => text.reasoning.models;
  const name = () => store.models()?.models.find((model) => model.id === props.one.model)?.name;
  const said = (template: string) => fill(template, { model: name() ?? props.one.model });
  return (
    <li>
      <span class="reasoning-model">
        <Show when={name()}>
          <span class="truncate" title={name()}>
            {name()}
          </span>
        </Show>
        <code class="truncate" title={props.one.model}>
          {props.one.model}
        </code>
      </span>
      <Select
        bare
        label={said(words().of)}
        value={props.one.effort}
        options={efforts.map((value) => ({ value, label: text.common.effort[value] }))}
        onChange={props.onChange}
      />
      <IconButton icon="trash" label={said(words().remove)} onClick={() => props.onChange(null)} />
    </li>
  );
}
