import { Show, type JSX } from 'solid-js';

import { Button } from '../../components/Button';
import { Code } from '../../components/Code';
import { CopyButton } from '../../components/CopyButton';
import { Empty } from '../../components/Empty';
import { fill, useSpeech } from '../../i18n';
import { useRouter } from '../../router';
import { useAct, useStore } from '../../store';
import { copied, shown, type Values } from '../../snippet';
import { useDesk } from './desk';

/** No request has come yet: where to point a client, and one line to try. */
export function NothingYet(): JSX.Element {
  const { text } = useSpeech();
  const store = useStore();
  const router = useRouter();
  const words = () => text.requests.empty;
  const url = () => store.overview()?.baseUrl ?? undefined;
  return (
    <Empty
      icon="requests"
      title={words().title}
      actions={
        <Show when={url() !== undefined} fallback={<Restart />}>
          <Button icon="connect" kind="primary" onClick={() => router.go('connect')}>
            {words().connect}
          </Button>
        </Show>
      }
    >
      <Show when={url()} fallback={words().stopped}>
        {(base) => (
          <div class="nothing-yet">
            <p>{words().words}</p>
            <p class="nothing-url">
              <code>{base()}</code>
              <CopyButton compact label={text.common.actions.copyBaseUrl} copy={() => store.ask({ kind: 'copyBaseUrl' })} />
            </p>
            <p>{words().try}</p>
            <Code
              wrap
              label={words().command}
              copyLabel={words().copyCommand}
              copy={() => store.ask({ kind: 'copyText', text: copied(TRY, values(base())) })}
            >
              {shown(TRY, values(base()))}
            </Code>
          </div>
        )}
      </Show>
    </Empty>
  );
}

/** What brings the gateway back: a click where it was stopped, and the overview where something is wrong. */
function Restart(): JSX.Element {
  const { text } = useSpeech();
  const store = useStore();
  const router = useRouter();
  const act = useAct();
  return (
    <Show
      when={store.overview()?.condition.kind === 'stopped'}
      fallback={<Button onClick={() => router.go('overview')}>{text.shell.pages.overview}</Button>}
    >
      <Button icon="play" kind="primary" onClick={() => void act({ kind: 'start' })}>
        {text.common.actions.start}
      </Button>
    </Show>
  );
}

/** One line for the terminal. The app puts the key in its place when it is copied. */
const TRY = 'curl {{baseUrl}}/models -H "Authorization: Bearer {{key}}"';

const values = (baseUrl: string): Values => ({ baseUrl, model: '', context: 0 });

/** There are requests, but the filter lets none through. */
export function NoMatch(): JSX.Element {
  const { text, count } = useSpeech();
  const desk = useDesk();
  const all = () => count(text.requests.shown, desk.log.entries().length);
  return (
    <Empty
      icon="filter"
      title={text.requests.noMatch.title}
      actions={<Button onClick={() => desk.setText('')}>{text.requests.noMatch.clear}</Button>}
    >
      {fill(text.requests.noMatch.words, { all: all() })}
    </Empty>
  );
}
