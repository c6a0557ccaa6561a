import { For, Show, type JSX } from 'solid-js';

import type { Row } from '../../../bindings';
import { Icon } from '../../../components/icons';
import { Spinner } from '../../../components/Spinner';
import { fill, useSpeech } from '../../../i18n';
import type { Entry } from '../../../store/log';
import { badgeOf, nameOf, shortModel } from '../names';
import { useDesk } from '../desk';
import { standing } from '../filter/match';
import { figures, type Column } from './columns';

/** A row's cells. Each follows what it shows, so a row that changes is not drawn anew. */
export function Cells(props: { entry: Entry; columns: readonly Column[] }): JSX.Element {
  return (
    <For each={props.columns}>
      {(column) => (
        <span role="gridcell" class={`cell-${column}`} classList={{ number: figures.has(column) }}>
          <Cell column={column} row={props.entry.row()} />
        </span>
      )}
    </For>
  );
}

function Cell(props: { column: Column; row: Row }): JSX.Element {
  const { format } = useSpeech();
  const desk = useDesk();
  const row = () => props.row;
  const number = (value: number | undefined) => (value === undefined ? '' : format.number(value));
  const span = (value: number | null) => (value === null ? '' : format.span(value));
  const running = () => (row().outcome === 'open' ? Math.max(0, desk.now() - row().started) : null);
  const of: Record<Column, () => JSX.Element> = {
    time: () => <span title={format.moment(row().started)}>{format.time(row().started)}</span>,
    client: () => <Client row={row()} named />,
    letter: () => <Client row={row()} named={false} />,
    model: () => <ModelName row={row()} />,
    status: () => <Standing row={row()} />,
    firstToken: () => <>{span(row().firstToken)}</>,
    duration: () => <>{span(row().duration ?? running())}</>,
    input: () => <>{number(row().usage?.input)}</>,
    output: () => <>{number(row().usage?.output)}</>,
    cached: () => <>{number(row().usage?.cached || undefined)}</>,
    cost: () => <>{row().cost === null ? '' : format.cost(row().cost ?? 0)}</>,
    mark: () => <Adjusted row={row()} />,
  };
  return of[props.column]();
}

/** The client's letters, and its name. */
export function Client(props: { row: Row; named: boolean }): JSX.Element {
  const { text } = useSpeech();
  const name = () => nameOf(props.row) ?? text.requests.unknownClient;
  const badge = () => (nameOf(props.row) === undefined ? { letters: '?', hue: 0 } : badgeOf(name()));
  return (
    <span class="client" title={props.row.client ?? name()}>
      <span class="client-letter" data-hue={badge().hue} aria-hidden="true">
        {badge().letters}
      </span>
      <span classList={{ 'visually-hidden': !props.named, truncate: props.named }}>{name()}</span>
    </span>
  );
}

function ModelName(props: { row: Row }): JSX.Element {
  const { text } = useSpeech();
  const model = () => props.row.model ?? props.row.resolvedModel;
  const resolved = () => (props.row.resolvedModel === model() ? null : props.row.resolvedModel);
  const title = () => fill(text.requests.resolved, { model: model() ?? '', resolved: resolved() ?? '' });
  return (
    <Show when={model()} fallback={<span class="muted">{props.row.path}</span>}>
      <span class="model" title={resolved() === null ? (model() ?? '') : title()}>
        <span class="truncate">{shortModel(model() ?? '')}</span>
        <Show when={resolved()}>{(id) => <span class="resolved">{shortModel(id())}</span>}</Show>
      </span>
    </Show>
  );
}

/** How a request stands: by shape, word and colour. */
export function Standing(props: { row: Row }): JSX.Element {
  const { text } = useSpeech();
  const how = () => standing(props.row);
  const words = () => text.requests.standing[how()];
  const title = () => (how() === 'cancelled' ? text.requests.standingHint.cancelled : props.row.error?.message ?? words());
  const label = () => ((how() === 'ok' || how() === 'error') && props.row.status !== null ? String(props.row.status) : words());
  return (
    <span class="standing" data-standing={how()} title={title()}>
      <Show when={how() === 'open'} fallback={<Icon name={how() === 'ok' ? 'check' : how() === 'error' ? 'alert' : 'minus'} />}>
        <Spinner />
      </Show>
      <Show when={label() !== words()}>
        <span class="visually-hidden">{words()}</span>
      </Show>
      <span>{label()}</span>
    </span>
  );
}

function Adjusted(props: { row: Row }): JSX.Element {
  const { text, count } = useSpeech();
  const words = () => count(text.requests.adjustedCount, props.row.adjusted.length);
  return (
    <Show when={props.row.adjusted.length > 0}>
      <span class="adjusted" title={`${words()}\n${props.row.adjusted.join('\n')}`}>
        <Icon name="diff" />
        <span class="visually-hidden">{words()}</span>
      </span>
    </Show>
  );
}
