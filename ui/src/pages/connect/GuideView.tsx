import { For, Show, type JSX } from 'solid-js';

import { Banner } from '../../components/Banner';
import { Code } from '../../components/Code';
import { CopyButton } from '../../components/CopyButton';
import { Fact, Facts } from '../../components/Facts';
import { Icon } from '../../components/icons';
import { createNow } from '../../clock';
import { fill, useSpeech, useText } from '../../i18n';
import { useStore } from '../../store';
import { served, type Guide } from './clients';
import { copied, shown, type Values } from '../../snippet';
import { seen } from './seen';

interface Props {
  guide: Guide;
  values: Values;
  /** Whether the gateway listens. */
  listening: boolean;
}

/** One client: what to write, and whether it has called. */
export function GuideView(props: Props): JSX.Element {
  const text = useText();
  const store = useStore();
  const client = () => ({ client: props.guide.name });
  const copy = (template: string) => store.ask({ kind: 'copyText', text: copied(template, props.values) });
  const missing = () => (served.includes(props.guide.needs) ? undefined : (props.guide.needs as 'responses' | 'messages'));

  return (
    <div class="stack">
      <Heading guide={props.guide} />
      <Show when={!props.listening}>
        <Banner tone="info" title={text.connect.stopped} />
      </Show>
      <Show when={missing()}>
        {(needs) => <Banner tone="warn" title={fill(text.connect.needs[needs()], client())} />}
      </Show>
      <Show when={props.guide.note}>{(note) => <p class="muted">{text.connect.notes[note()]}</p>}</Show>
      <For each={props.guide.snippets}>
        {(snippet) => (
          <figure class="snippet">
            <Show when={snippet.file}>
              {(file) => (
                <figcaption>
                  <code>{file()}</code>
                </figcaption>
              )}
            </Show>
            <Code
              label={snippet.file ?? props.guide.name}
              copy={() => copy(snippet.text)}
              copyLabel={fill(text.connect.copySnippet, client())}
            >
              {shown(snippet.text, props.values)}
            </Code>
          </figure>
        )}
      </For>
      <Show when={props.guide.form}>
        {(form) => (
          <div role="group" aria-label={fill(text.connect.form, client())}>
            <Facts>
              <For each={form()}>
                {([field, template]) => (
                  <Fact
                    name={field}
                    actions={<CopyButton label={fill(text.connect.copyField, { field })} copy={() => copy(template)} />}
                  >
                    <code>{shown(template, props.values)}</code>
                  </Fact>
                )}
              </For>
            </Facts>
          </div>
        )}
      </Show>
    </div>
  );
}

/** The client's name, and since when we know it. */
function Heading(props: { guide: Guide }): JSX.Element {
  const text = useText();
  const { format, count } = useSpeech();
  const store = useStore();
  const now = createNow(10_000);
  const call = () => seen(props.guide, store.traffic()?.clients);
  const when = (at: number) => fill(text.connect.calledWhen, { when: format.away(Math.min(at, now()), now()) });
  return (
    <header class="guide-head">
      <h2>{props.guide.name}</h2>
      <p class="guide-state" role="status" data-called={call() !== undefined}>
        <Show
          when={call()}
          fallback={
            <>
              <Icon name="clock" />
              <span title={text.connect.waitingHint}>{text.connect.waiting}</span>
            </>
          }
        >
          {(call) => (
            <>
              <Icon name="check" />
              <span>{`${when(call().last)} · ${count(text.connect.requests, call().requests)}`}</span>
            </>
          )}
        </Show>
      </p>
    </header>
  );
}
