import { Match, Switch, type JSX } from 'solid-js';

import type { Models } from '../../bindings';
import { createNow } from '../../clock';
import { Button } from '../../components/Button';
import { Meter } from '../../components/Meter';
import { fill, useFormat, useText } from '../../i18n';
import { useAct } from '../../store';
import './Status.css';

const MINUTE_MS = 60_000;

/** How old the list is and what is being done about it, with the buttons that do something. */
export function Status(props: { models: Models | undefined; aliases: number; onAliases: () => void }): JSX.Element {
  const text = useText();
  const act = useAct();
  const kind = () => props.models?.refresh.kind;
  const busy = () => kind() === 'listing' || kind() === 'checking';
  return (
    <>
      <div class="models-status" role="status">
        <Words models={props.models} />
      </div>
      <Button icon="link" onClick={() => props.onAliases()}>
        {text.models.aliases.button}
        <span class="models-count">{props.aliases}</span>
      </Button>
      <Button icon="shield" disabled={busy()} onClick={() => void act({ kind: 'checkAccess', models: [] })}>
        {text.models.refresh.check}
      </Button>
      <Button icon="refresh" kind="primary" busy={busy()} onClick={() => void act({ kind: 'refreshModels' })}>
        {text.models.refresh.refresh}
      </Button>
    </>
  );
}

function Words(props: { models: Models | undefined }): JSX.Element {
  const text = useText();
  const format = useFormat();
  const now = createNow(MINUTE_MS);
  const refresh = () => props.models?.refresh;
  const checking = () => {
    const state = refresh();
    return state?.kind === 'checking' ? state : undefined;
  };
  const age = () => {
    const at = props.models?.refreshed ?? null;
    return at === null ? text.models.refresh.never : fill(text.models.refresh.when, { when: format.away(at, Math.max(now(), at)) });
  };
  const progress = () => {
    const { done, total } = checking() ?? { done: 0, total: 0 };
    return fill(text.models.refresh.checking, { done: format.number(done), total: format.number(total) });
  };
  return (
    <Switch fallback={<p>{age()}</p>}>
      <Match when={refresh()?.kind === 'listing'}>
        <p>{text.models.refresh.listing}</p>
        <Meter label={text.models.refresh.listing} value={undefined} words={text.models.refresh.listing} />
      </Match>
      <Match when={checking()}>
        {(state) => (
          <>
            <p class="figures">{progress()}</p>
            <Meter label={text.models.refresh.check} value={state().done / Math.max(1, state().total)} words={progress()} />
          </>
        )}
      </Match>
    </Switch>
  );
}
