import { Show, type JSX } from 'solid-js';

import { Button } from '../../components/Button';
import { Code } from '../../components/Code';
import { CopyButton } from '../../components/CopyButton';
import { Empty } from '../../components/Empty';
import { fill, useSpeech } from '../../i18n';
import { useRouter } from '../../router';
import { useStore } from '../../store';
import { copied, shown, type Values } from '../../snippet';
import { useDesk } from './desk';

/** No request has come yet: where to point a client, and one line to try. */
export function NothingYet(): JSX.Element {
  const { text } = useSpeech();
  const store = useStore();
  const router = useRouter();
  const words = text.requests.empty;
  const url = () => store.overview()?.baseUrl ?? undefined;
  return (
    <Empty
      icon="requests"
      title={words.title}
      actions={
        <Button icon="connect" kind="primary" onClick={() => router.go('connect')}>
          {words.connect}
        </Button>
      }
    >
      <Show when={url()} fallback={words.stopped}>
        {(base) => (
          <div class="nothing-yet">
            <p>{words.words}</p>
            <p class="nothing-url">
              <code>{base()}</code>
              <CopyButton compact label={text.common.actions.copyBaseUrl} copy={() => store.ask({ kind: 'copyBaseUrl' })} />
            </p>
            <p>{words.try}</p>
            <Code
              wrap
              label={words.command}
              copyLabel={words.copyCommand}
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
