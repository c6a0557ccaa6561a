import { For, Show, type JSX } from 'solid-js';

import type { Abilities as Can } from '../../bindings';
import { Icon } from '../../components/icons';
import { useText } from '../../i18n';
import { abilityIcons } from './words';
import './Abilities.css';

/** What one line of folded icons holds: what a model takes on the first, what it does on the second. */
const LINE = 4;

/** What a model can do, as icons that have the same places in every row. `folded`: on two lines, of which an empty first one is left out. */
export function AbilityIcons(props: { can: Can; folded: boolean }): JSX.Element {
  const text = useText();
  const said = () => abilityIcons.filter(([name]) => props.can[name]).map(([name]) => text.models.abilities[name]);
  const shown = () => {
    const noneAbove = !abilityIcons.slice(0, LINE).some(([name]) => props.can[name]);
    return props.folded && noneAbove ? abilityIcons.slice(LINE) : abilityIcons;
  };
  return (
    <span class="ability-icons" classList={{ folded: props.folded }} role="img" aria-label={said().join(', ') || text.models.abilities.none}>
      <For each={shown()}>
        {([name, icon]) => (
          <span title={props.can[name] ? text.models.abilities[name] : undefined}>
            <Show when={props.can[name]}>
              <Icon name={icon} />
            </Show>
          </span>
        )}
      </For>
    </span>
  );
}

/** The same in words. */
export function AbilityList(props: { can: Can }): JSX.Element {
  const text = useText();
  return (
    <ul class="ability-list" aria-label={text.models.abilities.label}>
      <For each={abilityIcons.filter(([name]) => props.can[name])} fallback={<li class="muted">{text.models.abilities.none}</li>}>
        {([name, icon]) => (
          <li>
            <Icon name={icon} />
            {text.models.abilities[name]}
          </li>
        )}
      </For>
    </ul>
  );
}
