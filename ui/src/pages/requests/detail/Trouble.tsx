import { Match, Show, Switch, type JSX } from 'solid-js';

import type { Row } from '../../../bindings';
import { Banner } from '../../../components/Banner';
import { Button } from '../../../components/Button';
import { CopyButton } from '../../../components/CopyButton';
import { fill, useText } from '../../../i18n';
import { useRouter } from '../../../router';
import { useAct, useStore } from '../../../store';

/** What went wrong, with its remedy. */
export function Trouble(props: { row: Row }): JSX.Element {
  const text = useText();
  const store = useStore();
  const words = () => text.requests.detail;
  const title = (code: string) => {
    const { status } = props.row;
    return status === null ? fill(words().failed, { code }) : fill(words().failedStatus, { status, code });
  };
  return (
    <Show
      when={props.row.error}
      fallback={
        <Show when={props.row.outcome === 'cancelled'}>
          <p class="muted small">{words().cancelled}</p>
        </Show>
      }
    >
      {(error) => (
        <Banner
          tone="alert"
          title={title(error().code)}
          actions={
            <>
              <Mend row={props.row} />
              <CopyButton
                label={words().copyError}
                copy={() => store.ask({ kind: 'copyText', text: `${title(error().code)}\n${error().message}` })}
              >
                {words().copyError}
              </CopyButton>
            </>
          }
        >
          <p class="selectable">{error().message}</p>
        </Banner>
      )}
    </Show>
  );
}

/** The button that mends what an error is about, where there is one. */
function Mend(props: { row: Row }): JSX.Element {
  const text = useText();
  const act = useAct();
  const router = useRouter();
  const store = useStore();
  const signsIn = () => store.profiles()?.profiles.find(({ name }) => name === props.row.profile)?.credentials === 'sso';
  const code = () => props.row.error?.code;
  return (
    <Switch>
      <Match when={code() === 'aws_credentials' && signsIn() && props.row.profile}>
        {(profile) => (
          <Button kind="primary" icon="key" onClick={() => void act({ kind: 'signIn', profile: profile() })}>
            {text.requests.detail.signIn}
          </Button>
        )}
      </Match>
      <Match when={code() === 'model_not_found'}>
        <Button icon="models" onClick={() => router.go('models')}>
          {text.requests.detail.models}
        </Button>
      </Match>
    </Switch>
  );
}
