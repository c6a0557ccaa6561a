import { createMemo, createSignal, Show, type JSX } from 'solid-js';

import type { Row } from '../../bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Figure, Figures } from '../../components/Figure';
import { Spinner } from '../../components/Spinner';
import { fill, useSpeech, useText } from '../../i18n';
import { useRouter } from '../../router';
import { useStore } from '../../store';

/** Waits for a request that begins after `since`, and shows it arrive. */
export function RequestStep(props: { since: number }): JSX.Element {
  const store = useStore();
  const arrived = createMemo(() => store.log.entries().find((entry) => entry.row().started >= props.since));
  return (
    <Show when={arrived()} fallback={<Waiting />}>
      {(entry) => <Arrived row={entry().row()} />}
    </Show>
  );
}

function Waiting(): JSX.Element {
  const text = useText();
  const store = useStore();
  const [sending, setSending] = createSignal(false);
  const [failed, setFailed] = createSignal<string>();
  const send = () => {
    setSending(true);
    setFailed(undefined);
    const model = store.models()?.defaultChat ?? 'gpt-4o';
    const messages = [{ role: 'user', content: 'Say hello.' }];
    store.play(JSON.stringify({ model, messages, stream: true, max_tokens: 200 }), (part) => {
      if (part.kind === 'data') return;
      setSending(false);
      if (part.kind === 'failed') setFailed(part.message);
    });
  };
  return (
    <>
      <div class="welcome-waiting sheet" role="status">
        <Spinner />
        <p>{text.welcome.request.waiting}</p>
        <Button icon="send" busy={sending()} onClick={send}>
          {text.welcome.request.send}
        </Button>
      </div>
      <Show when={failed()}>
        {(reason) => (
          <Banner tone="alert" title={text.welcome.request.notSent}>
            {reason()}
          </Banner>
        )}
      </Show>
    </>
  );
}

function Arrived(props: { row: Row }): JSX.Element {
  const { text, format } = useSpeech();
  const router = useRouter();
  const words = () => text.welcome.request;
  const client = () => props.row.app ?? props.row.client ?? words().somebody;
  const title = () => {
    if (props.row.outcome === 'open') return fill(words().under, { client: client() });
    return fill(props.row.error === null ? words().arrived : words().failed, { client: client() });
  };
  const tokens = (row: Row) => (row.usage === null ? '–' : format.number(row.usage.input + row.usage.output));
  return (
    <>
      <Banner
        tone={props.row.outcome === 'open' ? 'info' : props.row.error === null ? 'good' : 'alert'}
        title={title()}
        actions={<Button onClick={() => router.go('requests')}>{words().log}</Button>}
      >
        {props.row.error?.message ?? props.row.resolvedModel ?? props.row.model}
      </Banner>
      <div class="sheet padded">
        <Figures>
          <Figure name={text.overview.firstToken}>
            {props.row.firstToken === null ? '–' : format.span(props.row.firstToken)}
          </Figure>
          <Figure name={words().whole}>{props.row.duration === null ? '–' : format.span(props.row.duration)}</Figure>
          <Figure name={words().tokens}>{tokens(props.row)}</Figure>
          <Figure name={text.overview.cost}>{props.row.cost === null ? '–' : format.cost(props.row.cost)}</Figure>
        </Figures>
      </div>
    </>
  );
}
