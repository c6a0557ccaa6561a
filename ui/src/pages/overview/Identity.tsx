import { Show, type JSX } from 'solid-js';

import type { Identity as Who, Overview } from '../../bindings';
import { createNow } from '../../clock';
import { Badge } from '../../components/Badge';
import { Button } from '../../components/Button';
import { CopyButton } from '../../components/CopyButton';
import { Fact, Facts } from '../../components/Facts';
import { IconButton } from '../../components/IconButton';
import { Words } from '../../components/Words';
import { fill, useFormat, useText } from '../../i18n';
import { RegionPicker } from '../../parts/RegionPicker';
import { WhoPicker } from '../../parts/WhoPicker';
import { useAct, useStore } from '../../store';
import { leftOf } from './left';

/** As whom and where calls to AWS are made, why so, and for how long. */
export function Identity(props: { overview: Overview }): JSX.Element {
  const text = useText();
  const act = useAct();
  const regionNote = () => {
    const region = props.overview.region;
    if (region === null) return text.overview.noRegion;
    return `${props.overview.chosenRegion === null ? `${region.name} · ` : ''}${text.overview.regionFrom[region.from]}`;
  };
  const note = () => {
    if (props.overview.source === 'demo') return text.overview.inDemo;
    return props.overview.identity === null ? text.overview.notAsked : props.overview.identity.trouble;
  };
  return (
    <section class="sheet" aria-labelledby="overview-identity">
      <div class="overview-head">
        <h2 id="overview-identity">{text.overview.identity}</h2>
        <Show when={props.overview.source === 'aws'}>
          <IconButton icon="refresh" label={text.overview.askAgain} onClick={() => void act({ kind: 'askWho' })} />
        </Show>
      </div>
      <Facts>
        <Fact name={text.overview.profile} note={sourceNote(props.overview.identity, text.overview.overridden)}>
          <WhoPicker />
        </Fact>
        <Fact name={text.overview.region} note={regionNote()}>
          <RegionPicker />
        </Fact>
        <Show when={props.overview.source === 'aws' && props.overview.identity}>
          {(identity) => <Known identity={identity()} profile={profileOf(props.overview)} />}
        </Show>
      </Facts>
      <Show when={note()}>
        {(words) => (
          <p class="small overview-note" data-bad={props.overview.identity?.trouble ? 'true' : undefined}>
            <Words>{words()}</Words>
          </p>
        )}
      </Show>
    </section>
  );
}

function profileOf(overview: Overview): string | undefined {
  return overview.who.kind === 'profile' ? overview.who.name : undefined;
}

function sourceNote(identity: Who | null, overridden: string): string | undefined {
  if (identity === null) return undefined;
  const beaten = identity.overridden.length > 0 ? fill(overridden, { sources: identity.overridden.join(', ') }) : null;
  return [identity.source, beaten].filter((part) => part !== null).join(' · ') || undefined;
}

function Known(props: { identity: Who; profile: string | undefined }): JSX.Element {
  const text = useText();
  const store = useStore();
  return (
    <>
      <Show when={props.identity.account}>
        {(account) => (
          <Fact
            name={text.overview.account}
            note={props.identity.role ?? undefined}
            actions={
              <CopyButton
                compact
                label={text.overview.copyArn}
                copy={() => store.ask({ kind: 'copyText', text: props.identity.arn ?? account() })}
              />
            }
          >
            <span title={props.identity.arn ?? undefined}>{account()}</span>
          </Fact>
        )}
      </Show>
      <Validity identity={props.identity} profile={props.profile} />
    </>
  );
}

function Validity(props: { identity: Who; profile: string | undefined }): JSX.Element {
  const text = useText();
  const format = useFormat();
  const store = useStore();
  const act = useAct();
  const now = createNow(1000);
  const left = () => leftOf(props.identity.expires, props.identity.renews, now());
  const kindOf = () => store.profiles()?.profiles.find((profile) => profile.name === props.profile)?.credentials;
  const signsIn = () => kindOf() === 'sso';
  const words = () => {
    const span = left();
    if (span.kind === 'endless') return text.overview.endless;
    if (span.kind === 'over') return text.overview.expired;
    return fill(text.overview.left, { span: format.span(span.milliseconds) });
  };
  const note = () => {
    const span = left();
    if (span.kind === 'endless') return undefined;
    if (span.kind === 'over') return fill(text.overview.since, { when: format.moment(span.at) });
    return props.identity.renews ? text.overview.renews : fill(text.overview.until, { when: format.moment(span.at) });
  };
  return (
    <Fact
      name={text.overview.validity}
      note={note()}
      actions={
        <Show when={signsIn() && left().kind !== 'endless' ? props.profile : undefined}>
          {(profile) => (
            <Button
              kind={left().tone === 'calm' ? 'quiet' : 'plain'}
              onClick={() => void act({ kind: 'signIn', profile: profile() })}
            >
              {text.overview.signInAgain}
            </Button>
          )}
        </Show>
      }
    >
      <Show when={left().tone !== 'calm'} fallback={words()}>
        <Badge tone={left().tone === 'over' ? 'alert' : 'warn'} icon="clock">
          {words()}
        </Badge>
      </Show>
    </Fact>
  );
}
