import { createEffect, For, on, onMount, Show, type JSX } from 'solid-js';

import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { CopyButton } from '../../components/CopyButton';
import { Empty } from '../../components/Empty';
import { Page } from '../../components/Page';
import { useText } from '../../i18n';
import { useRouter } from '../../router';
import { useAct, useStore } from '../../store';
import { Composer } from './Composer';
import { ExchangeView } from './ExchangeView';
import { OptionsBar } from './OptionsBar';
import { sessionOf, type Session } from './session';
import './Playground.css';

/** A small chat on the gateway's own API. */
export default function Playground(): JSX.Element {
  const text = useText();
  const store = useStore();
  const router = useRouter();
  const session = sessionOf(store);

  // `#/playground?model=…` is how other pages say which model to try.
  createEffect(
    on(
      () => router.place(),
      ({ page, query }) => {
        const model = query.get('model');
        if (page === 'playground' && model !== undefined) session.choose({ model });
      },
    ),
  );
  // Nothing chosen: what `gpt-*` means.
  createEffect(() => {
    const usual = store.settings()?.defaultChat ?? store.models()?.defaultChat;
    if (session.options().model === '' && usual) session.choose({ model: usual });
  });

  const ready = () => session.options().model !== '' && store.overview()?.baseUrl !== null;

  return (
    <Page
      fixed
      title={text.shell.pages.playground}
      subtitle={text.playground.subtitle}
      actions={
        <>
          <CopyButton
            kind="quiet"
            label={text.playground.copyRequestLabel}
            copy={() => store.ask({ kind: 'copyText', text: session.request() })}
          >
            {text.playground.copyRequest}
          </CopyButton>
          <Button icon="trash" kind="quiet" disabled={session.exchanges().length === 0} onClick={session.clear}>
            {text.playground.clear}
          </Button>
        </>
      }
    >
      <div class="play">
        <OptionsBar session={session} />
        <Conversation session={session} ready={ready()} />
        <Show when={store.overview()?.baseUrl === null}>
          <Banner tone="warn" title={text.playground.notRunning} actions={<Start />}>
            {text.playground.notRunningHint}
          </Banner>
        </Show>
        <Composer session={session} ready={ready()} />
      </div>
    </Page>
  );
}

/** Starts what was stopped. Other troubles need more than that: the Overview has it. */
function Start(): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  return (
    <Show when={store.overview()?.condition.kind === 'stopped'}>
      <Button icon="play" onClick={() => void act({ kind: 'start' })}>
        {text.common.actions.start}
      </Button>
    </Show>
  );
}

/** Nearer to its end than this, in pixels, the conversation follows what arrives. */
const NEAR = 80;

function Conversation(props: { session: Session; ready: boolean }): JSX.Element {
  const text = useText();
  let log!: HTMLDivElement;
  const toEnd = () => (log.scrollTop = log.scrollHeight);
  let follows = true;
  const look = () => (follows = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR);
  const last = () => props.session.exchanges().at(-1);
  createEffect(on(() => props.session.exchanges(), () => follows && toEnd()));
  createEffect(on(() => last()?.id, toEnd, { defer: true }));
  onMount(toEnd);
  return (
    <div ref={log} class="play-log" role="log" aria-label={text.playground.log} tabindex="0" onScroll={look}>
      <For each={props.session.exchanges().map(({ id }) => id)} fallback={<Nothing {...props} />}>
        {(id) => (
          <Show when={props.session.exchanges().find((exchange) => exchange.id === id)}>
            {(exchange) => <ExchangeView exchange={exchange()} session={props.session} again={props.ready && last()?.id === id} />}
          </Show>
        )}
      </For>
    </div>
  );
}

function Nothing(props: { session: Session; ready: boolean }): JSX.Element {
  const text = useText();
  return (
    <Empty
      icon="playground"
      title={text.playground.empty.title}
      actions={
        <For each={text.playground.empty.examples}>
          {(example, at) => (
            <Button
              disabled={!props.ready}
              onClick={() => {
                // The one about dice needs them.
                if (at() === 1) props.session.choose({ tools: true });
                props.session.ask(example);
              }}
            >
              {example}
            </Button>
          )}
        </For>
      }
    >
      {text.playground.empty.body}
    </Empty>
  );
}
