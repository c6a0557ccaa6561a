import { createMemo, For, Match, onMount, Show, Switch, type JSX } from 'solid-js';

import type { Model, Models, Refresh } from '../../bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Meter } from '../../components/Meter';
import { Skeleton } from '../../components/Skeleton';
import { Words } from '../../components/Words';
import { fill, useSpeech, useText } from '../../i18n';
import { useAct, useStore } from '../../store';

/** How many are shown; all of them are on the Models page. */
const SHOWN = 6;

/** What Bedrock offers to the one that was chosen. */
export function ModelsStep(): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const refresh = () => void act({ kind: 'refreshModels' });
  onMount(() => {
    const models = store.models();
    if (models !== undefined && models.refreshed === null && models.refresh.kind === 'idle') refresh();
  });
  return (
    <Show when={store.models()} fallback={<Skeleton lines={4} />}>
      {(models) => (
        <Switch fallback={<Found models={models()} />}>
          <Match when={failure(models().refresh)}>
            {(reason) => (
              <Banner
                tone="alert"
                title={text.welcome.models.failed}
                actions={<Button onClick={refresh}>{text.common.actions.startAgain}</Button>}
              >
                <Words>{reason()}</Words>
              </Banner>
            )}
          </Match>
          <Match when={models().refresh.kind !== 'idle'}>
            <Listing refresh={models().refresh} />
          </Match>
          <Match when={models().models.length === 0}>
            <Banner
              title={text.welcome.models.none}
              actions={<Button onClick={refresh}>{text.welcome.models.list}</Button>}
            >
              {text.welcome.models.noneWhat}
            </Banner>
          </Match>
        </Switch>
      )}
    </Show>
  );
}

function failure(refresh: Refresh): string | undefined {
  return refresh.kind === 'failed' ? refresh.reason : undefined;
}

function Listing(props: { refresh: Refresh }): JSX.Element {
  const { text, format } = useSpeech();
  const share = () => (props.refresh.kind === 'checking' ? props.refresh.done / props.refresh.total : undefined);
  const words = () =>
    props.refresh.kind === 'checking'
      ? fill(text.welcome.models.checking, {
          done: format.number(props.refresh.done),
          total: format.number(props.refresh.total),
        })
      : text.welcome.models.listing;
  return (
    <div class="stack" role="status">
      <p>{words()}</p>
      <Meter label={text.welcome.models.title} value={share()} words={words()} />
    </div>
  );
}

function Found(props: { models: Models }): JSX.Element {
  const { text, count } = useSpeech();
  const best = createMemo(() => {
    const chat = props.models.models.filter((model) => model.purpose === 'chat');
    const first = chat.filter((model) => model.id === props.models.defaultChat);
    // Of the profiles that route to one model, one.
    const byBase = new Map([...first, ...chat].toReversed().map((model) => [model.base ?? model.id, model]));
    return [...byBase.values()].toReversed().slice(0, SHOWN);
  });
  return (
    <>
      <Banner tone="good" title={count(text.welcome.models.found, props.models.models.length)}>
        <Show when={props.models.defaultChat}>
          {(model) => <Words>{fill(text.welcome.models.gpt, { model: model() })}</Words>}
        </Show>
      </Banner>
      <ul class="welcome-models sheet">
        <For each={best()}>{(model) => <Line model={model} />}</For>
      </ul>
    </>
  );
}

function Line(props: { model: Model }): JSX.Element {
  return (
    <li>
      <span>{props.model.name}</span>
      <code class="muted truncate">{props.model.id}</code>
    </li>
  );
}
