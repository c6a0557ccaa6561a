import { createSignal, For, Match, Show, Switch, type JSX } from 'solid-js';

import type { Detail } from '../../../bindings';
import { Segmented } from '../../../components/Segmented';
import { fill, useSpeech } from '../../../i18n';
import { BodyView } from '../json/BodyView';
import { answers } from './blocks';
import { BlockView } from './BlockView';
import { Events } from './Events';

type How = 'readable' | 'events' | 'raw';
// What the reader chose last, for the next request too.
const [how, setHow] = createSignal<How>('readable');

/** The answer: to be read, event by event, or as it was sent. */
export function Response(props: { detail: Detail }): JSX.Element {
  const { text } = useSpeech();
  const options = () => (['readable', 'events', 'raw'] as const).map((value) => ({ value, label: text.requests.response[value] }));
  const told = () => props.detail.events.length > 0;
  return (
    <Show when={told()} fallback={<AsSent detail={props.detail} />}>
      <div class="response">
        <Segmented label={text.requests.response.view} value={how()} options={options()} onChange={setHow} />
        <Switch>
          <Match when={how() === 'readable'}>
            <Readable detail={props.detail} />
          </Match>
          <Match when={how() === 'events'}>
            <Events events={props.detail.events} />
          </Match>
          <Match when={how() === 'raw'}>
            <AsSent detail={props.detail} />
          </Match>
        </Switch>
      </div>
    </Show>
  );
}

function AsSent(props: { detail: Detail }): JSX.Element {
  const { text } = useSpeech();
  return (
    <Show when={props.detail.response} fallback={<p class="muted">{text.requests.body.empty}</p>}>
      {(body) => <BodyView title={text.requests.body.response} body={body()} />}
    </Show>
  );
}

function Readable(props: { detail: Detail }): JSX.Element {
  const { text } = useSpeech();
  const all = () => answers(props.detail.events);
  return (
    <div class="blocks">
      <For each={all()}>
        {(answer) => (
          <section>
            <Show when={all().length > 1}>
              <h3>{fill(text.requests.response.answer, { number: answer.answer + 1 })}</h3>
            </Show>
            <For each={answer.blocks}>{(block) => <BlockView block={block} />}</For>
          </section>
        )}
      </For>
    </div>
  );
}
