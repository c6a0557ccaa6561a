import { For, Match, Show, Switch, type JSX } from 'solid-js';

import type { Profile } from '../../bindings';
import { Badge } from '../../components/Badge';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Parts } from '../../components/Parts';
import { Skeleton } from '../../components/Skeleton';
import { Words } from '../../components/Words';
import { useSpeech, useText } from '../../i18n';
import { useRouter } from '../../router';
import { useAct, useStore } from '../../store';
import { Choice } from './Choice';
import { Outcome } from './Outcome';

/** Which profiles there are, and which one to be; or none, in the demo. */
export function IdentityStep(): JSX.Element {
  const { text, count } = useSpeech();
  const store = useStore();
  const act = useAct();
  const demo = () => store.overview()?.source === 'demo';
  const chosen = () => {
    const who = store.overview()?.who;
    return demo() || who?.kind !== 'profile' ? undefined : who.name;
  };
  const choose = async (name: string) => {
    if (demo()) await act({ kind: 'take', offer: 'leaveDemo' });
    await act({ kind: 'chooseWho', who: { kind: 'profile', name } });
  };
  return (
    <Show when={store.profiles()} fallback={<Skeleton lines={5} />}>
      {(profiles) => (
        <>
          <Show when={profiles().profiles.length > 0} fallback={<NoProfiles />}>
            <p class="small muted">{count(text.welcome.identity.found, profiles().profiles.length)}</p>
          </Show>
          <div class="welcome-choices" role="radiogroup" aria-label={text.welcome.identity.title}>
            <For each={profiles().profiles}>
              {(profile) => (
                <Choice
                  name={profile.name}
                  note={<Note profile={profile} />}
                  aside={<Standing profile={profile} />}
                  chosen={chosen() === profile.name}
                  disabled={profile.broken !== null}
                  onChoose={() => void choose(profile.name)}
                />
              )}
            </For>
            <Choice
              name={text.welcome.identity.demo}
              note={text.welcome.identity.demoWhat}
              chosen={demo()}
              onChoose={() => void act({ kind: 'take', offer: 'tryDemo' })}
            />
          </div>
          <Outcome />
        </>
      )}
    </Show>
  );
}

/** What kind it is, its role and its region; or why it is of no use. */
function Note(props: { profile: Profile }): JSX.Element {
  const text = useText();
  const parts = () => {
    const { credentials, role, region } = props.profile;
    const kind = credentials === null ? null : text.welcome.identity.kinds[credentials];
    // Of a role's ARN its name: the account is known once the profile is chosen.
    return [kind, role?.split(':role/').at(-1), region].filter((part) => part != null);
  };
  return (
    <Show when={props.profile.broken} fallback={<Parts of={parts()} />}>
      {(broken) => <Words>{broken()}</Words>}
    </Show>
  );
}

function Standing(props: { profile: Profile }): JSX.Element {
  const text = useText();
  const words = () => text.welcome.identity;
  return (
    <Switch>
      <Match when={props.profile.broken !== null}>
        <Badge tone="alert">{words().broken}</Badge>
      </Match>
      <Match when={props.profile.signedInUntil !== null}>
        <Badge tone="good">{words().signedIn}</Badge>
      </Match>
      <Match when={props.profile.credentials === 'sso'}>
        <Badge>{words().signedOut}</Badge>
      </Match>
      <Match when={props.profile.mfa}>
        <Badge>{words().mfa}</Badge>
      </Match>
    </Switch>
  );
}

function NoProfiles(): JSX.Element {
  const text = useText();
  const router = useRouter();
  return (
    <Banner
      title={text.welcome.identity.none}
      actions={<Button onClick={() => router.go('settings', ['keys'])}>{text.welcome.identity.enterKey}</Button>}
    >
      <Words>{text.welcome.identity.noneWhat}</Words>
    </Banner>
  );
}
