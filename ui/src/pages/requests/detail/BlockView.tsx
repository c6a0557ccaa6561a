import { createSignal, Show, type JSX } from 'solid-js';

import { Icon, type IconName } from '../../../components/icons';
import type { StreamEventKind } from '../../../bindings';
import { fill, useSpeech } from '../../../i18n';
import type { Block } from './blocks';

const icons: Record<StreamEventKind, IconName> = {
  text: 'playground',
  reasoning: 'reasoning',
  tool: 'wrench',
  citation: 'book',
  usage: 'coin',
  stop: 'stop',
  other: 'more',
};

/** More characters than this are shown when they are asked for: laying them out takes its time. */
const MUCH = 20_000;

/** A piece of an answer. Its words are text, never HTML. */
export function BlockView(props: { block: Block }): JSX.Element {
  const { text, format, count } = useSpeech();
  const [all, setAll] = createSignal(false);
  const words = () => tidy(props.block);
  const seen = () => (all() ? words() : words().slice(0, MUCH));
  const name = () => {
    const kind = text.requests.response.kind[props.block.kind];
    return props.block.name === null ? kind : `${kind} · ${props.block.name}`;
  };
  return (
    <article class="block" data-kind={props.block.kind}>
      <header>
        <Icon name={icons[props.block.kind]} />
        <span>{name()}</span>
        <span class="push muted figures">
          {fill(text.requests.response.after, { span: format.span(props.block.at) })}
          <Show when={props.block.pieces > 1}> · {count(text.requests.response.pieces, props.block.pieces)}</Show>
        </span>
      </header>
      <Show when={words() !== ''}>
        <p class="selectable">{seen()}</p>
      </Show>
      <Show when={seen().length < words().length}>
        <button type="button" class="json-more" onClick={() => setAll(true)}>
          {fill(text.requests.response.showAll, { size: format.bytes(words().length) })}
        </button>
      </Show>
    </article>
  );
}

/** A tool's input as JSON in lines where it is JSON, and anything else as it is. */
function tidy(block: Block): string {
  if (block.kind !== 'tool' || block.text.length > MUCH) return block.text;
  try {
    return JSON.stringify(JSON.parse(block.text), undefined, 2);
  } catch {
    return block.text;
  }
}
