import { For, Show, type JSX } from 'solid-js';

import type { Models } from '../../bindings';
import { createNow } from '../../clock';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { fill, join, useFormat, useSpeech, useText } from '../../i18n';
import { useAct } from '../../store';

const MINUTE_MS = 60_000;

/** What went wrong with the list, in AWS's words, and what helps. */
export function Notices(props: { models: Models }): JSX.Element {
  const text = useText();
  const format = useFormat();
  const { count } = useSpeech();
  const act = useAct();
  const now = createNow(MINUTE_MS);
  const failure = () => (props.models.refresh.kind === 'failed' ? props.models.refresh.reason : undefined);
  const stale = () =>
    props.models.refreshed === null ? '' : fill(text.models.refresh.stale, { when: format.away(props.models.refreshed, now()) });
  const again = (
    <Button icon="refresh" onClick={() => void act({ kind: 'refreshModels' })}>
      {text.shell.tryAgain}
    </Button>
  );
  return (
    <>
      <Show when={failure()}>
        <Banner tone="alert" title={text.models.refresh.failed} actions={again}>
          {join(failure() ?? '', stale())}
        </Banner>
      </Show>
      <Show when={props.models.missing.length > 0}>
        <Banner tone="warn" title={count(text.models.refresh.missing, props.models.missing.length)}>
          <ul>
            <For each={props.models.missing}>
              {({ list, message }) => (
                <li>
                  <strong>{list}</strong>: {message}
                </li>
              )}
            </For>
          </ul>
          <p>{text.models.refresh.missingHint}</p>
        </Banner>
      </Show>
    </>
  );
}
