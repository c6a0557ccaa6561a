import type { JSX } from 'solid-js';

import type { StreamEvent } from '../../../bindings';
import { VirtualList } from '../../../components/VirtualList';
import { createSignal } from 'solid-js';
import { useSpeech } from '../../../i18n';

interface Item {
  id: string;
  event: StreamEvent;
}

const ROW = 24;
const MOST = 400;

/** What Bedrock said, event by event, with the time of each. */
export function Events(props: { events: readonly StreamEvent[] }): JSX.Element {
  const { text, format } = useSpeech();
  const [selected, setSelected] = createSignal<string>();
  const items = (): Item[] => props.events.map((event, at) => ({ id: String(at), event }));
  const words = () => text.requests.response;
  return (
    <div class="events sheet">
      <VirtualList
        label={words().events}
        items={items()}
        id={(item) => item.id}
        rowHeight={ROW}
        columns="4.75rem 6rem minmax(8rem, 1fr) 2.5rem"
        selected={selected()}
        onSelect={(item) => setSelected(item.id)}
        head={
          <>
            <span role="columnheader" class="number">
              {words().offset}
            </span>
            <span role="columnheader">{words().what}</span>
            <span role="columnheader">{words().content}</span>
            <span role="columnheader" class="number">
              ×
            </span>
          </>
        }
      >
        {({ event }) => (
          <>
            <span role="gridcell" class="number">
              {format.span(event.at)}
            </span>
            <span role="gridcell">{words().kind[event.kind]}</span>
            <code role="gridcell" title={event.text.slice(0, MOST)}>
              {event.name === null ? '' : `${event.name} `}
              {event.text.slice(0, MOST)}
            </code>
            <span role="gridcell" class="number">
              {event.pieces}
            </span>
          </>
        )}
      </VirtualList>
    </div>
  );
}
