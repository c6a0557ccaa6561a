import { Show, type JSX } from 'solid-js';

import type { Key, Overview, Request, Source } from '../bindings';
import { Fact } from '../components/Fact';
import { StatusCard } from '../components/StatusCard';
import { fill, useText, type Dictionary } from '../i18n';
import type { Store } from '../store';

interface Props {
  overview: Overview;
  store: Store;
}

/** What runs, on which address, with which key, and who answers. */
export function OverviewPage(props: Props): JSX.Element {
  const text = useText();
  const copied = (request: Request) => {
    const notice = props.store.notice();
    return notice?.kind === 'copied' && notice.request === request;
  };
  const key = () => keyNotes(text, props.overview.key);
  return (
    <>
      <StatusCard condition={props.overview.condition} offers={props.overview.offers} request={props.store.request} />
      <dl class="facts">
        <Fact
          name={text.window.baseUrl}
          note={text.window.baseUrlHint}
          copy={() => props.store.request('copyBaseUrl')}
          copyLabel={text.actions.copyBaseUrl}
          copyDisabled={props.overview.baseUrl === null}
          copied={copied('copyBaseUrl')}
        >
          <Show when={props.overview.baseUrl} fallback={<span class="none">{text.window.baseUrlNone}</span>}>
            {(url) => <code>{url()}</code>}
          </Show>
        </Fact>
        <Fact
          name={text.window.apiKey}
          note={key()}
          copy={() => props.store.request('copyApiKey')}
          copyLabel={text.actions.copyApiKey}
          copyDisabled={props.overview.key.kind === 'pending'}
          copied={copied('copyApiKey')}
        >
          <code aria-hidden="true">••••••••••••••••</code>
        </Fact>
        <Fact name={text.window.source} note={sourceNote(text, props.overview.source)}>
          {props.overview.source.kind === 'demo' ? text.window.sourceDemo : text.window.sourceAws}
        </Fact>
      </dl>
      <p class="trouble" role="alert">
        {trouble(text, props.store)}
      </p>
    </>
  );
}

function keyNotes(text: Dictionary, key: Key): string {
  if (key.kind !== 'session') return text.key[key.kind];
  return `${text.key.session} ${text.key.why[key.why]}`;
}

function sourceNote(text: Dictionary, source: Source): string | undefined {
  if (source.kind === 'demo') return undefined;
  const profile = source.profile === null ? [] : [fill(text.window.profile, { profile: source.profile })];
  const region = source.region === null ? [] : [fill(text.window.region, { region: source.region })];
  const notes = [...profile, ...region];
  return notes.length > 0 ? notes.join(' · ') : undefined;
}

function trouble(text: Dictionary, store: Store): string {
  const notice = store.notice();
  return notice?.kind === 'notCopied' ? fill(text.window.notCopied, { reason: notice.reason }) : '';
}
