import { For, Match, Show, Switch, type JSX } from 'solid-js';

import type { Trouble } from '../../bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Words } from '../../components/Words';
import { fill, useText } from '../../i18n';
import { useAct } from '../../store';

type Of<K extends Trouble['kind']> = Extract<Trouble, { kind: K }>;

/** What else is wrong, and what mends it. */
export function Troubles(props: { troubles: readonly Trouble[] }): JSX.Element {
  const text = useText();
  const words = () => text.overview.troubles;
  const of = <K extends Trouble['kind']>(trouble: Trouble, kind: K) =>
    trouble.kind === kind ? (trouble as Of<K>) : undefined;
  return (
    <Show when={props.troubles.length > 0}>
      <div class="stack">
        <For each={props.troubles}>
          {(trouble) => (
            <Switch>
              <Match when={of(trouble, 'settings')}>{(found) => <SettingsTrouble trouble={found()} />}</Match>
              <Match when={of(trouble, 'signIn')}>
                {(found) => (
                  <Banner tone="alert" title={words().signIn}>
                    <Words>{found().message}</Words>
                  </Banner>
                )}
              </Match>
              <Match when={of(trouble, 'overridden')}>
                {(found) => (
                  <Banner title={words().overridden}>
                    {fill(words().overriddenBody, { sources: found().sources.join(', ') })}
                  </Banner>
                )}
              </Match>
              <Match when={of(trouble, 'notKept')}>
                {(found) => (
                  <Banner tone="warn" title={words().notKept}>
                    {text.common.key.why[found().why]}
                  </Banner>
                )}
              </Match>
              <Match when={trouble.kind === 'exposed'}>
                <Banner tone="warn" title={words().exposed}>
                  <Words>{words().exposedBody}</Words>
                </Banner>
              </Match>
              <Match when={trouble.kind === 'noTray'}>
                <Banner title={words().noTray}>{words().noTrayBody}</Banner>
              </Match>
            </Switch>
          )}
        </For>
      </div>
    </Show>
  );
}

function SettingsTrouble(props: { trouble: Of<'settings'> }): JSX.Element {
  const text = useText();
  const act = useAct();
  const place = () => {
    const { file, line } = props.trouble;
    return line === null ? file : fill(text.overview.troubles.line, { file, line });
  };
  return (
    <Banner
      tone="alert"
      title={text.overview.troubles.settings}
      actions={
        <Button onClick={() => void act({ kind: 'showFile', path: props.trouble.file })}>
          {text.overview.troubles.showFile}
        </Button>
      }
    >
      <p>
        <Words>{props.trouble.message}</Words>
      </p>
      <code>{place()}</code>
    </Banner>
  );
}
