import { Show, type JSX } from 'solid-js';

import { Icon } from '../../../components/icons';
import { useSpeech } from '../../../i18n';
import { decoded, type Drawn } from './rows';
import type { Line } from './scan';

interface Props {
  text: string;
  row: Drawn;
  /** The line of JSON; none for other text. */
  line: Line | undefined;
  onFold: () => void;
  onWhole: () => void;
}

/** A row of a body. What it says is text, whatever it looks like. */
export function JsonRow(props: Props): JSX.Element {
  return (
    <div class="body-row" style={{ '--indent': props.row.indent }}>
      <Show when={props.line} fallback={<Part text={props.text} row={props.row} />}>
        {(line) => <JsonLine {...props} line={line()} />}
      </Show>
    </div>
  );
}

function Part(props: { text: string; row: Drawn }): JSX.Element {
  const part = props.row.part;
  return <span>{typeof part === 'object' ? props.text.slice(part.from, part.to) : ''}</span>;
}

function JsonLine(props: Props & { line: Line }): JSX.Element {
  const { text, count } = useSpeech();
  // A row is drawn once: folding makes other rows.
  const { line, row } = props;
  const value = props.text.slice(line.from, line.to);
  const key = line.keyTo > line.keyFrom ? props.text.slice(line.keyFrom, line.keyTo) : '';
  const comma = line.comma ? ',' : '';
  const label = <Show when={key !== ''}>{<span class="json-key">{key}</span>}{': '}</Show>;

  if (row.part === 'more' || row.part === 'less') {
    return (
      <button type="button" class="json-more" onClick={() => props.onWhole()}>
        {row.part === 'less' ? text.requests.body.less : count(text.requests.body.more, row.hidden)}
      </button>
    );
  }
  if (typeof row.part === 'object') {
    const words = decoded(props.text, line).slice(row.part.from, row.part.to);
    return (
      <span classList={{ 'json-rest': !row.part.first }}>
        {row.part.first && label}
        <span class="json-string">{`${row.part.first ? '"' : ''}${words}${row.part.last ? '"' : ''}`}</span>
        {row.part.last && comma}
      </span>
    );
  }
  const folded = row.part === 'folded';
  const closing = value === '{' ? '}' : ']';
  return (
    <>
      <Show when={line.kind === 'open'}>
        <button
          type="button"
          class="json-fold"
          classList={{ folded }}
          aria-expanded={!folded}
          aria-label={folded ? text.requests.body.unfold : text.requests.body.fold}
          onClick={() => props.onFold()}
        >
          <Icon name="chevronRight" />
        </button>
      </Show>
      {label}
      <span class={`json-${line.kind}`}>{line.kind === 'empty' ? value.replace(/\s/gu, '') : value}</span>
      <Show when={folded}>
        <span class="json-count" onClick={() => props.onFold()}>
          {' '}
          {count(text.requests.body.members, line.count)}{' '}
        </span>
        {closing}
      </Show>
      {folded ? '' : comma}
    </>
  );
}
