import { For, Show, type JSX } from 'solid-js';

import type { Model, Prices } from '../../bindings';
import { Fact, Facts } from '../../components/Facts';
import { fill, useFormat, useSpeech, useText } from '../../i18n';
import { useStore } from '../../store';
import { day, modality, providerName, whereItRuns } from './words';

/** What a model is. What is not known is not shown. */
export function ModelFacts(props: { model: Model }): JSX.Element {
  const { text, format, language } = useSpeech();
  const store = useStore();
  const words = () => text.models.detail;
  const long = (count: number) => fill(words().tokens, { count: format.number(count) });
  const list = (all: readonly string[]) =>
    new Intl.ListFormat(language(), { style: 'narrow' }).format(all.map((word) => modality(text, word)));
  const where = () => whereItRuns(text, props.model, store.overview()?.region ?? null);
  const life = () => {
    const { ends, lifecycle } = props.model;
    if (ends !== null) return fill(text.models.ends, { day: day(format, ends) });
    return lifecycle === 'legacy' ? text.models.legacy : words().active;
  };
  return (
    <section>
      <h3>{words().about}</h3>
      <Facts>
        <Fact name={text.models.filters.provider}>{providerName(props.model.provider)}</Fact>
        <Fact name={words().source} note={text.models.sourceHints[props.model.source]}>
          {text.models.sources[props.model.source]}
        </Fact>
        <Show when={props.model.base}>
          {(base) => (
            <Fact name={words().base}>
              <code>{base()}</code>
            </Fact>
          )}
        </Show>
        <Show when={where()}>{(place) => <Fact name={words().where}>{place()}</Fact>}</Show>
        <Fact name={words().purpose}>{text.models.purposes[props.model.purpose]}</Fact>
        <Fact name={words().modalities}>
          {fill(words().takesGives, { input: list(props.model.input), output: list(props.model.output) })}
        </Fact>
        <Show when={props.model.context}>{(count) => <Fact name={words().context}>{long(count())}</Fact>}</Show>
        <Show when={props.model.maxOutput}>{(count) => <Fact name={words().maxOutput}>{long(count())}</Fact>}</Show>
        <Show when={props.model.dimensions.length > 0}>
          <Fact name={words().dimensions}>{props.model.dimensions.map(format.number).join(', ')}</Fact>
        </Show>
        <Fact name={words().streams}>{props.model.streams ? words().yes : words().no}</Fact>
        <Fact name={words().lifecycle} note={props.model.lifecycle === 'legacy' ? words().legacyHint : undefined}>
          {life()}
        </Fact>
        <Show when={props.model.created}>{(at) => <Fact name={words().created}>{format.day(at())}</Fact>}</Show>
      </Facts>
    </section>
  );
}

const perMillion = ['input', 'output', 'cacheRead', 'cacheWrite'] as const;
const each = ['image', 'request'] as const;

/** What a model costs. */
export function PriceFacts(props: { prices: Prices }): JSX.Element {
  const text = useText();
  const format = useFormat();
  const known = (names: readonly (keyof Prices)[]) => names.filter((name) => props.prices[name] !== null);
  const cost = (name: keyof Prices) => format.cost(props.prices[name] ?? 0);
  return (
    <Show when={known([...perMillion, ...each]).length > 0}>
      <section>
        <h3>
          {text.models.detail.prices} <span class="muted small">{known(perMillion).length > 0 && text.models.detail.perMillion}</span>
        </h3>
        <Facts>
          <For each={known([...perMillion, ...each])}>
            {(name) => <Fact name={text.models.detail[name]}>{cost(name)}</Fact>}
          </For>
        </Facts>
      </section>
    </Show>
  );
}
