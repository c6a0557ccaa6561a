import { Match, Switch, type JSX } from 'solid-js';

import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Words } from '../../components/Words';
import { fill, useText } from '../../i18n';
import { useRouter } from '../../router';
import type { Failure } from './answer';

/** What went wrong, in the gateway's words where it has any: they name the remedy. */
export function FailureView(props: { failure: Failure }): JSX.Element {
  const text = useText();
  const router = useRouter();
  const words = () => text.playground.failure;
  const refusal = () => (props.failure.kind === 'refused' ? props.failure : undefined);
  const noise = () => (props.failure.kind === 'unreadable' ? props.failure.data : undefined);
  const title = () => {
    const { kind } = props.failure;
    const status = refusal()?.status ?? null;
    if (kind !== 'refused') return words()[kind];
    // It had begun to answer.
    if (status !== null && status < 400) return words().cut;
    return status === null ? words().refused : fill(words().status, { status });
  };
  return (
    <Banner
      tone="alert"
      title={title()}
      actions={
        <Button icon="requests" onClick={() => router.go('requests')}>
          {words().requests}
        </Button>
      }
    >
      <Switch>
        <Match when={refusal()}>
          {(failure) => (
            <p>
              <Words>{failure().message}</Words>
            </p>
          )}
        </Match>
        <Match when={props.failure.kind === 'cut'}>
          <p>{words().cutHint}</p>
        </Match>
        <Match when={noise()}>{(data) => <code>{data().slice(0, 300)}</code>}</Match>
      </Switch>
    </Banner>
  );
}
