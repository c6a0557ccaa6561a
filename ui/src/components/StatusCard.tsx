import { For, Show, type JSX } from 'solid-js';

import type { Condition, Request } from '../bindings';
import { fill, useText, type Dictionary } from '../i18n';
import { Button } from './Button';
import { Mark, tone } from './Mark';
import './StatusCard.css';

interface Props {
  condition: Condition;
  offers: Request[];
  request: (request: Request) => void;
}

/** The state in a headline, what it means, and what can be done about it. */
export function StatusCard(props: Props): JSX.Element {
  const text = useText();
  const said = () => say(text, props.condition);
  const attention = () => tone(props.condition) === 'attention';
  return (
    <section class="status" data-tone={tone(props.condition)}>
      <Mark tone={tone(props.condition)} />
      <div class="status-words" role="status">
        <h1>{said().headline}</h1>
        <p>{said().detail}</p>
      </div>
      <Show when={props.offers.length > 0}>
        <div class="status-offers">
          <For each={props.offers}>
            {(offer, index) => (
              // Only what mends something deserves the accent; leaving the demo is one choice among others.
              <Button primary={attention() && index() === 0} onClick={() => props.request(offer)}>
                {text.actions[offer]}
              </Button>
            )}
          </For>
        </div>
      </Show>
    </section>
  );
}

function say(text: Dictionary, condition: Condition): { headline: string; detail: string } {
  const said = text.status[condition.kind];
  const values: Record<string, string | number> = { ...condition };
  return { headline: fill(said.headline, values), detail: fill(said.detail, values) };
}
