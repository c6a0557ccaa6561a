import { Match, Show, Switch, type JSX } from 'solid-js';

import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Words } from '../../components/Words';
import { fill, useText } from '../../i18n';
import { SignInCard } from '../../parts/SignInCard';
import { useAct, useStore } from '../../store';

/** What came of the choice. */
export function Outcome(): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const overview = store.overview;
  const words = () => text.welcome.identity;
  const signIn = () => {
    const condition = overview()?.condition;
    return condition?.kind === 'credentials' ? condition : undefined;
  };
  const known = () => (overview()?.source === 'aws' ? overview()?.identity : undefined);
  return (
    <Switch>
      <Match when={overview()?.signIn}>{(signIn) => <SignInCard signIn={signIn()} />}</Match>
      <Match when={signIn()}>
        {(trouble) => (
          <Banner
            tone="warn"
            title={text.common.status.credentials.headline}
            actions={
              <Show when={trouble().remedy === 'signIn' ? trouble().profile : null}>
                {(profile) => (
                  <Button kind="primary" onClick={() => void act({ kind: 'signIn', profile: profile() })}>
                    {text.common.actions.signIn}
                  </Button>
                )}
              </Show>
            }
          >
            <Words>{trouble().message}</Words>
          </Banner>
        )}
      </Match>
      <Match when={known()?.trouble}>
        {(trouble) => (
          <Banner tone="warn" title={words().unknown}>
            <Words>{trouble()}</Words>
          </Banner>
        )}
      </Match>
      <Match when={known()?.account}>
        {(account) => (
          <Banner tone="good" title={fill(words().known, { account: account() })}>
            {known()?.role ?? known()?.arn}
          </Banner>
        )}
      </Match>
    </Switch>
  );
}
