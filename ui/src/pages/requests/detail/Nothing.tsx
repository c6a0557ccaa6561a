import { Match, Show, Switch, type JSX } from 'solid-js';

import type { Detail } from '../../../bindings';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { Empty } from '../../../components/Empty';
import { Skeleton } from '../../../components/Skeleton';
import { useText } from '../../../i18n';
import { useStore } from '../../../store';
import { Capture } from '../Toolbar';
import type { Loaded } from './load';

/** What was captured, or why there is nothing and what brings it. */
export function Captured(props: { loaded: Loaded; again: () => void; children: (detail: () => Detail) => JSX.Element }): JSX.Element {
  const text = useText();
  const here = () => (props.loaded.kind === 'here' ? props.loaded.detail : undefined);
  const reason = () => (props.loaded.kind === 'failed' ? props.loaded.reason : undefined);
  return (
    <Switch>
      <Match when={here()}>{(detail) => props.children(detail)}</Match>
      <Match when={props.loaded.kind === 'loading'}>
        <p class="visually-hidden" role="status">
          {text.requests.nothing.loading}
        </p>
        <div class="detail-waiting">
          <Skeleton lines={8} />
        </div>
      </Match>
      <Match when={props.loaded.kind === 'nothing'}>
        <Off />
      </Match>
      <Match when={props.loaded.kind === 'dropped'}>
        <Empty icon="trash" title={text.requests.nothing.dropped}>
          {text.requests.nothing.droppedWords}
        </Empty>
      </Match>
      <Match when={reason()}>
        {(words) => (
          <Banner
            tone="alert"
            title={text.requests.nothing.failed}
            actions={<Button onClick={() => props.again()}>{text.requests.nothing.tryAgain}</Button>}
          >
            {words()}
          </Banner>
        )}
      </Match>
    </Switch>
  );
}

function Off(): JSX.Element {
  const text = useText();
  const store = useStore();
  return (
    <Empty icon="eyeOff" title={text.requests.nothing.off} actions={<Capture label={text.requests.nothing.turnOn} />}>
      <Show when={store.overview()?.capture} fallback={text.requests.nothing.offWords}>
        {text.requests.nothing.onNow}
      </Show>
    </Empty>
  );
}
