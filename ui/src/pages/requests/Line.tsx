import { createSignal, createEffect, onCleanup, Show, type Accessor, type JSX } from 'solid-js';

import { Icon } from '../../components/icons';
import { fill, useSpeech, type Dictionary } from '../../i18n';
import { useDesk } from './desk';
import type { Hint, NumberKey } from './filter/terms';

/** One line between filter and list: how many there are, what of the filter was not understood, why the list stands still. */
export function StandingLine(): JSX.Element {
  const { text, format, count } = useSpeech();
  const desk = useDesk();
  const all = () => desk.log.entries().length;
  const shown = () => desk.view.shown().length;
  const words = () => {
    const total = count(text.requests.shown, all());
    return desk.text() === '' ? total : fill(text.requests.matching, { count: format.number(shown()), all: total });
  };
  const spoken = settled(() => `${words()}. ${desk.view.fresh() > 0 ? count(text.requests.fresh, desk.view.fresh()) : ''}`);
  return (
    <div class="requests-line">
      <span class="figures">{words()}</span>
      <span class="visually-hidden" role="status">
        {spoken()}
      </span>
      <span id="filter-hint" class="filter-hint" role="status">
        <Show when={desk.filter().hints[0]}>
          {(hint) => (
            <>
              <Icon name="info" />
              <span class="truncate" title={hintOf(text.requests.filter.hints, hint())}>
                {hintOf(text.requests.filter.hints, hint())}
              </span>
            </>
          )}
        </Show>
      </span>
      <Show when={desk.view.held()}>
        {(held) => (
          <span class="held" data-held={held()}>
            <Icon name="pause" />
            {text.requests.held[held()]}
          </span>
        )}
      </Show>
    </div>
  );
}

const examples: Record<NumberKey, string> = { tokens: 'tokens:>1000', cost: 'cost:>0.01', time: 'time:>2s', ttft: 'ttft:>500ms' };

/** What is wrong with a term, in words. */
function hintOf(words: Dictionary['requests']['filter']['hints'], hint: Hint): string {
  switch (hint.kind) {
    case 'key':
      return hint.nearest === undefined ? fill(words.key, { key: hint.key }) : fill(words.nearest, { key: hint.key, nearest: hint.nearest });
    case 'number':
      return fill(words.number, { key: hint.key, value: hint.value, example: examples[hint.key] });
    case 'status':
      return fill(words.status, { value: hint.value });
    case 'trait':
      return fill(words.trait, { value: hint.value });
  }
}

const CALM_MS = 1500;

/** Words that are read out: not while they change with every request. */
function settled(words: Accessor<string>): Accessor<string> {
  const [said, say] = createSignal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(() => {
    const next = words();
    clearTimeout(timer);
    timer = setTimeout(() => say(next), CALM_MS);
  });
  onCleanup(() => clearTimeout(timer));
  return said;
}
