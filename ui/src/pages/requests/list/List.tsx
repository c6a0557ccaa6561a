import { createMemo, For, Show, type JSX } from 'solid-js';

import { Icon } from '../../../components/icons';
import { VirtualList } from '../../../components/VirtualList';
import { rem } from '../../../components/window';
import { useSpeech, useText } from '../../../i18n';
import { useDesk } from '../desk';
import { createSize } from '../size';
import { Cells } from './Cells';
import { columnsFor, figures, template } from './columns';
import './list.css';

const ROW = 26;
const WIDE = 1200;

/** The list of requests, with as many columns as there is room for. */
export function List(): JSX.Element {
  const text = useText();
  const desk = useDesk();
  const [follow, size] = createSize();
  const columns = createMemo(() => columnsFor((size()?.width ?? WIDE) / rem()), undefined, {
    equals: (a, b) => a.join() === b.join(),
  });
  let frame!: HTMLDivElement;

  const selected = () => {
    const entry = desk.selected();
    return entry === undefined ? undefined : String(entry.id);
  };
  const scrolled = (event: Event) => desk.setScrolled((event.target as HTMLElement).scrollTop > ROW / 2);
  const toTop = () => {
    desk.view.catchUp();
    for (const scroller of frame.querySelectorAll('.virtual')) scroller.scrollTop = 0;
  };

  return (
    <div
      class="requests-list sheet"
      ref={(element) => {
        frame = element;
        follow(element);
        element.addEventListener('scroll', scrolled, { capture: true, passive: true });
      }}
      onClick={(event) => (event.target as Element).closest('.virtual-row') && desk.setOpened(true)}
    >
      <VirtualList
        label={text.requests.list}
        items={desk.view.shown()}
        id={(entry) => String(entry.id)}
        rowHeight={ROW}
        columns={template(columns())}
        selected={selected()}
        onSelect={desk.select}
        onOpen={() => desk.setOpened(true)}
        head={
          <For each={columns()}>
            {(column) => (
              <span
                role="columnheader"
                class={`head-${column}`}
                classList={{ number: figures.has(column) }}
                title={(text.requests.columnHints as Record<string, string>)[column] ?? text.requests.columns[column]}
              >
                <Show
                  when={column !== 'letter' && column !== 'mark'}
                  fallback={<span class="visually-hidden">{text.requests.columns[column]}</span>}
                >
                  {text.requests.columns[column]}
                </Show>
              </span>
            )}
          </For>
        }
      >
        {(entry) => <Cells entry={entry} columns={columns()} />}
      </VirtualList>
      <Fresh onShow={toTop} />
    </div>
  );
}

function Fresh(props: { onShow: () => void }): JSX.Element {
  const desk = useDesk();
  const { text, count } = useSpeech();
  return (
    <Show when={desk.view.fresh() > 0}>
      <button type="button" class="fresh" title={text.requests.showFresh} onClick={() => props.onShow()}>
        <Icon name="arrowUp" />
        {count(text.requests.fresh, desk.view.fresh())}
      </button>
    </Show>
  );
}
