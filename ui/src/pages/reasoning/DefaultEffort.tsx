import { For, Show, type JSX } from 'solid-js';

import type { Effort } from '../../bindings';
import { Disclosure } from '../../components/Disclosure';
import { Icon } from '../../components/icons';
import { Segmented } from '../../components/Segmented';
import { SettingGroup } from '../../components/Setting';
import { Table } from '../../components/Table';
import { fill, join, useFormat, useText } from '../../i18n';
import { useAct, useStore } from '../../store';
import { budgets, efforts, families } from '../../efforts';

/** The value that stands for no effort at all: the model's own. */
const OWN = 'own';

/** How hard to think where the request does not say, and what that costs. */
export function DefaultEffort(): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const words = () => text.reasoning.effort;
  const chosen = () => store.settings()?.effort ?? OWN;
  const options = () => [
    { value: OWN, label: words().own },
    ...efforts.map((value) => ({ value, label: text.common.effort[value] })),
  ];
  const choose = (value: string) =>
    act({ kind: 'change', change: { setting: 'effort', value: value === OWN ? null : (value as Effort) } });
  return (
    <SettingGroup title={words().title} note={words().note}>
      <div class="reasoning-effort">
        <Segmented label={words().label} value={chosen()} options={options()} onChange={(value) => void choose(value)} />
        <div class="reasoning-means" role="status">
          <p>{words().what[chosen()]}</p>
          <p class="muted small">
            <Cost effort={chosen()} />
          </p>
        </div>
        <Disclosure title={words().levels}>
          <Levels />
        </Disclosure>
      </div>
    </SettingGroup>
  );
}

function Cost(props: { effort: Effort | typeof OWN }): JSX.Element {
  const text = useText();
  const format = useFormat();
  const store = useStore();
  const words = () => text.reasoning.effort;
  const budget = () => (props.effort === OWN || props.effort === 'none' ? undefined : budgets[props.effort]);
  const model = () => {
    const models = store.models();
    const id = store.settings()?.defaultChat ?? models?.defaultChat;
    return models?.models.find((one) => one.id === id);
  };
  const costs = (tokens: number) => {
    const price = model()?.prices.output ?? null;
    if (price === null) return words().billed;
    const cost = format.cost((tokens * price) / 1e6);
    return fill(words().cost, { tokens: format.number(tokens), cost, model: model()?.name ?? '' });
  };
  return (
    <Show when={budget()} fallback={words().billed}>
      {(tokens) => (
        <>{join(fill(words().budget, { tokens: format.number(tokens()) }), costs(tokens()))}</>
      )}
    </Show>
  );
}

/** Which models know which level. */
function Levels(): JSX.Element {
  const text = useText();
  const words = () => text.reasoning.effort;
  return (
    <>
      <p class="muted small">{words().levelsHint}</p>
      <div class="reasoning-levels">
        <Table
          label={words().levels}
          head={
            <>
              <th scope="col">{words().families}</th>
              <For each={efforts}>{(effort) => <th scope="col">{text.common.effort[effort]}</th>}</For>
            </>
          }
        >
          <For each={families}>
            {(family) => (
              <tr>
                <th scope="row">{family.models}</th>
                <For each={efforts}>{(effort) => <Level known={family.levels.includes(effort)} />}</For>
              </tr>
            )}
          </For>
        </Table>
      </div>
    </>
  );
}

function Level(props: { known: boolean }): JSX.Element {
  const text = useText();
  return (
    <td>
      <Show when={props.known} fallback={<span aria-hidden="true">–</span>}>
        <Icon name="check" />
      </Show>
      <span class="visually-hidden">{props.known ? text.reasoning.effort.knows : text.reasoning.effort.knowsNot}</span>
    </td>
  );
}
