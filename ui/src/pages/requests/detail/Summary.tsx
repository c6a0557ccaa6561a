import { For, Show, type JSX } from 'solid-js';

import type { Row } from '../../../bindings';
import { CopyButton } from '../../../components/CopyButton';
import { Fact, Facts } from '../../../components/Facts';
import { useSpeech } from '../../../i18n';
import { fill } from '../../../i18n';
import { useStore } from '../../../store';
import { nameOf } from '../names';
import { speed } from './phases';
import { Timeline } from './Timeline';

/** What is known of every request, captured or not. */
export function Summary(props: { row: Row }): JSX.Element {
  const { text } = useSpeech();
  return (
    <div class="summary">
      <section>
        <h3>{text.requests.summary.timeline}</h3>
        <Timeline row={props.row} />
      </section>
      <Adjusted row={props.row} />
      <Tokens row={props.row} />
      <Identity row={props.row} />
    </div>
  );
}

function Adjusted(props: { row: Row }): JSX.Element {
  const { text } = useSpeech();
  const words = () => text.requests.summary;
  // `name: what and why`
  const parts = (line: string): [string, string] => {
    const at = line.indexOf(':');
    return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1).trim()];
  };
  return (
    <Show when={props.row.adjusted.length > 0}>
      <section>
        <h3>{words().adjusted}</h3>
        <p class="muted small">{words().adjustedHint}</p>
        <dl class="adjustments">
          <For each={props.row.adjusted}>
            {(line) => (
              <div>
                <dt>
                  <code>{parts(line)[0]}</code>
                </dt>
                <dd>{parts(line)[1]}</dd>
              </div>
            )}
          </For>
        </dl>
      </section>
    </Show>
  );
}

function Tokens(props: { row: Row }): JSX.Element {
  const { text, format } = useSpeech();
  const words = () => text.requests.summary;
  const cost = () => (props.row.cost === null ? text.requests.detail.unpriced : format.cost(props.row.cost));
  const rate = () => speed(props.row);
  return (
    <Show when={props.row.usage}>
      {(usage) => (
        <section>
          <h3>{words().usage}</h3>
          <dl class="tokens">
            <Figure name={words().input} value={format.number(usage().input)} />
            <Figure name={words().fromCache} value={format.number(usage().cached)} />
            <Figure name={words().toCache} value={format.number(usage().cacheWritten)} />
            <Figure name={words().output} value={format.number(usage().output)} />
            <Show when={rate()}>
              {(tokens) => <Figure name={words().speed} value={fill(words().perSecond, { count: format.number(Math.round(tokens())) })} />}
            </Show>
            <Figure name={text.requests.detail.cost} value={cost()} />
          </dl>
        </section>
      )}
    </Show>
  );
}

function Figure(props: { name: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}

function Identity(props: { row: Row }): JSX.Element {
  const { text, format } = useSpeech();
  const store = useStore();
  const words = () => text.requests.summary;
  const row = () => props.row;
  const endpoint = () => `${row().method} ${row().path}`;
  return (
    <section>
      <h3>{words().identity}</h3>
      <Facts>
        <Some name={words().model} value={row().model} />
        <Some name={words().resolvedModel} value={row().resolvedModel === row().model ? null : row().resolvedModel} />
        <Some name={words().profile} value={row().profile} />
        <Some name={words().region} value={row().region} />
        <Show when={row().awsRequestId}>
          {(id) => (
            <Fact
              name={words().awsRequestId}
              actions={<CopyButton compact label={text.requests.detail.copyId} copy={() => store.ask({ kind: 'copyText', text: id() })} />}
            >
              <code>{id()}</code>
            </Fact>
          )}
        </Show>
        <Some name={words().effort} value={row().effort} />
        <Some name={words().serviceTier} value={row().serviceTier} />
        <Some name={words().client} value={nameOf(row()) ?? null} />
        <Some name={words().userAgent} value={row().client} />
        <Some name={words().endpoint} value={`${endpoint()} (${row().streamed ? words().streamed : words().plain})`} />
        <Some name={words().started} value={`${format.day(row().started)} ${format.time(row().started)}`} />
      </Facts>
    </section>
  );
}

function Some(props: { name: string; value: string | null }): JSX.Element {
  return (
    <Show when={props.value}>
      <Fact name={props.name}>{props.value}</Fact>
    </Show>
  );
}
