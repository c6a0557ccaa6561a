import { For, type JSX } from 'solid-js';

import type { Prices } from '../../bindings';
import { fill, useFormat, useText } from '../../i18n';
import { useStore } from '../../store';
import type { Answer } from './answer';
import { costOf } from './cost';

/** What an answer took: tokens, time, money. */
export function AnswerFacts(props: { answer: Answer; asked: string }): JSX.Element {
  const text = useText();
  const format = useFormat();
  const store = useStore();
  const words = () => text.playground.facts;

  /** Of the model that was asked, or of the one that its alias means. */
  const prices = (): Prices | undefined => {
    const id = store.settings()?.aliases.find(({ name }) => name === props.asked)?.model ?? props.asked;
    return store.models()?.models.find((model) => model.id === id)?.prices;
  };
  const cost = () => {
    const { tokens } = props.answer;
    const known = prices();
    return tokens === undefined || known === undefined ? null : costOf(tokens, known);
  };
  const facts = () => {
    const { tokens, began, first, ended } = props.answer;
    const all: string[] = [];
    if (tokens !== undefined) {
      all.push(fill(words().tokens, { input: format.number(tokens.input), output: format.number(tokens.output) }));
      if (tokens.cached > 0) all.push(fill(words().cached, { count: format.number(tokens.cached) }));
      if (tokens.reasoning > 0) all.push(fill(words().thought, { count: format.number(tokens.reasoning) }));
    }
    if (first !== undefined) all.push(fill(words().first, { span: format.span(first - began) }));
    if (ended !== undefined) all.push(fill(words().took, { span: format.span(ended - began) }));
    const price = cost();
    if (price !== null) all.push(format.cost(price));
    else if (tokens !== undefined) all.push(words().unpriced);
    return all;
  };
  return (
    <ul class="play-facts" aria-label={words().label}>
      <li>
        <code>{props.answer.model ?? props.asked}</code>
      </li>
      <For each={facts()}>{(fact) => <li>{fact}</li>}</For>
    </ul>
  );
}
