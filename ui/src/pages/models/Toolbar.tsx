import { For, Show, type JSX } from 'solid-js';

import { Chip } from '../../components/Badge';
import { Button } from '../../components/Button';
import { SearchField } from '../../components/SearchField';
import { Select } from '../../components/Select';
import { fill, useFormat, useText } from '../../i18n';
import { useStore } from '../../store';
import { choices, narrows, switches, type Choice } from '../../parts/modelFilter';
import { cleared, type View } from './view';
import { modality, providerName } from './words';

const anyOf = { provider: 'anyProvider', input: 'anyInput', output: 'anyOutput' } as const;

/** Search and filters, each with how many models it would leave. */
export function Toolbar(props: { view: View }): JSX.Element {
  const text = useText();
  const format = useFormat();
  const store = useStore();
  const filter = () => props.view.filter();
  const total = () => store.models()?.models.length ?? 0;
  return (
    <>
      <SearchField
        label={text.models.search}
        placeholder={text.models.searchPlaceholder}
        value={filter().words}
        onInput={(words) => props.view.narrow({ words })}
      />
      <For each={choices}>{(name) => <ChoiceSelect view={props.view} name={name} />}</For>
      <div class="models-chips">
        <For each={switches}>
          {(name) => (
            <Chip pressed={filter()[name]} onChange={(on) => props.view.narrow({ [name]: on })}>
              {text.models.filters[name]}
              <span class="models-count">{format.number(props.view.counts().switches[name])}</span>
            </Chip>
          )}
        </For>
        <Show when={narrows(filter())}>
          <Button kind="quiet" icon="close" onClick={() => props.view.narrow(cleared(filter()))}>
            {text.models.filters.clear}
          </Button>
        </Show>
        <p class="muted small figures push" role="status">
          {fill(text.models.filters.shown, { shown: format.number(props.view.shown().length), total: format.number(total()) })}
        </p>
      </div>
    </>
  );
}

function ChoiceSelect(props: { view: View; name: Choice }): JSX.Element {
  const text = useText();
  const format = useFormat();
  const word = (value: string) => (props.name === 'provider' ? providerName(value) : modality(text, value));
  const options = () => [
    { value: '', label: text.models.filters[anyOf[props.name]] },
    ...props.view.counts().choices[props.name].map(([value, count]) => ({
      value,
      label: fill(text.models.filters.option, { value: word(value), count: format.number(count) }),
    })),
  ];
  return (
    <div class="models-choice">
      <Select
        bare
        label={text.models.filters[props.name]}
        value={props.view.filter()[props.name]}
        options={options()}
        onChange={(value) => props.view.narrow({ [props.name]: value })}
      />
    </div>
  );
}
