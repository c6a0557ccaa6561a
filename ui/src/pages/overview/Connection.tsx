import { createSignal, onCleanup, Show, type JSX } from 'solid-js';

import type { Overview } from '../../bindings';
import { CopyButton } from '../../components/CopyButton';
import { Fact, Facts } from '../../components/Facts';
import { IconButton } from '../../components/IconButton';
import { useText } from '../../i18n';
import { RotateKey } from '../../parts/RotateKey';
import { sayKey } from '../../state';
import { useAct, useStore } from '../../store';

/** A key in plain sight is not left there. */
const SHOWN_MS = 30_000;
const MASK = '••••••••••••••••';

/** What a client is told: the base URL and the API key. */
export function Connection(props: { overview: Overview }): JSX.Element {
  const text = useText();
  const store = useStore();
  return (
    <section class="sheet" aria-labelledby="overview-connection">
      <div class="overview-head">
        <h2 id="overview-connection">{text.overview.connection}</h2>
        <RotateKey />
      </div>
      <Facts stacked>
        <Fact
          name={text.overview.baseUrl}
          note={text.overview.baseUrlHint}
          actions={
            <CopyButton
              label={text.common.actions.copyBaseUrl}
              disabled={props.overview.baseUrl === null}
              copy={() => store.ask({ kind: 'copyBaseUrl' })}
            />
          }
        >
          <Show when={props.overview.baseUrl} fallback={<span class="muted">{text.overview.notListening}</span>}>
            {(url) => <code>{url()}</code>}
          </Show>
        </Fact>
        <KeyFact overview={props.overview} />
      </Facts>
    </section>
  );
}

function KeyFact(props: { overview: Overview }): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const [shown, setShown] = createSignal<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const there = () => props.overview.key.kind !== 'pending' && props.overview.key.kind !== 'none';

  const toggle = async () => {
    clearTimeout(timer);
    if (shown() !== undefined) {
      setShown(undefined);
      return;
    }
    const answer = await act({ kind: 'revealKey' });
    if (answer?.kind !== 'key') return;
    setShown(answer.text);
    timer = setTimeout(() => setShown(undefined), SHOWN_MS);
  };

  return (
    <Fact
      name={text.overview.apiKey}
      note={sayKey(text, props.overview.key)}
      actions={
        <>
          <IconButton
            icon={shown() === undefined ? 'eye' : 'eyeOff'}
            label={shown() === undefined ? text.overview.reveal : text.overview.hide}
            disabled={!there()}
            onClick={() => void toggle()}
          />
          <CopyButton
            label={text.common.actions.copyApiKey}
            disabled={!there()}
            copy={() => store.ask({ kind: 'copyApiKey' })}
          />
        </>
      }
    >
      <Show when={there()} fallback={<span class="muted">{text.overview.noKey}</span>}>
        <code class="overview-key" data-shown={shown() === undefined ? undefined : ''}>
          <Show when={shown()} fallback={<span aria-label={text.overview.hidden} role="img">{MASK}</span>}>
            {shown()}
          </Show>
        </code>
      </Show>
    </Fact>
  );
}
