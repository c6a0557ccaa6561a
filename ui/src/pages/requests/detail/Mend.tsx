import { Match, Switch, type JSX } from 'solid-js';

import type { Row } from '../../../bindings';
import { Button } from '../../../components/Button';
import { useText } from '../../../i18n';
import { useRouter } from '../../../router';
import { useAct, useStore } from '../../../store';

/** The button that mends what an error is about, where there is one. */
export function Mend(props: { row: Row }): JSX.Element {
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
