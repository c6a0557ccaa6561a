import { For, Show, type JSX } from 'solid-js';

import { Dialog } from '../../components/Dialog';
import { Table } from '../../components/Table';
import { fill, useSpeech } from '../../i18n';
import type { Entry } from '../../store/log';
import { differences } from './compare';
import { useDesk } from './desk';
import { answers } from './detail/blocks';
import { createDetail } from './detail/load';
import './compare.css';

/** The selected request beside another: the one that was marked, or the one that it repeats. */
export function CompareDialog(): JSX.Element {
  const { text, format } = useSpeech();
  const desk = useDesk();
  const pair = () => {
    const second = desk.asking() === 'compare' ? desk.selected() : undefined;
    const first = second && desk.otherOf(second.id);
    return first && second && { first, second };
  };
  const title = () => {
    const { first, second } = pair() ?? {};
    return fill(text.requests.compare.title, { first: format.number(first?.id ?? 0), second: format.number(second?.id ?? 0) });
  };
  return (
    <Dialog wide open={pair() !== undefined} onClose={() => desk.setAsking(undefined)} title={title()}>
      <Show when={pair()}>
        {(both) => (
          <>
            <div class="compare-facts">
              <Facts first={both().first} second={both().second} />
            </div>
            <div class="compare-answers">
              <Answer entry={both().first} />
              <Answer entry={both().second} />
            </div>
          </>
        )}
      </Show>
    </Dialog>
  );
}

function Facts(props: { first: Entry; second: Entry }): JSX.Element {
  const speech = useSpeech();
  const words = () => speech.text.requests.compare;
  const name = (entry: Entry) => `#${entry.id}`;
  return (
    <Table
      label={words().what}
      head={
        <>
          <th scope="col">{words().what}</th>
          <th scope="col" class="number">
            {name(props.first)}
          </th>
          <th scope="col" class="number">
            {name(props.second)}
          </th>
          <th scope="col" class="number">
            {words().difference}
          </th>
        </>
      }
    >
      <For each={differences(props.first.row(), props.second.row(), speech)}>
        {(line) => (
          <tr>
            <th scope="row">{line.name}</th>
            <td class="number">{line.first}</td>
            <td class="number">{line.second}</td>
            <td class="number">{line.difference}</td>
          </tr>
        )}
      </For>
    </Table>
  );
}

function Answer(props: { entry: Entry }): JSX.Element {
  const { text } = useSpeech();
  const { loaded } = createDetail(() => props.entry);
  const words = () => {
    const now = loaded();
    if (now.kind !== 'here') return '';
    const blocks = answers(now.detail.events).flatMap((answer) => answer.blocks);
    return blocks.flatMap((block) => (block.kind === 'text' || block.kind === 'tool' ? [block.text] : [])).join('\n\n');
  };
  return (
    <section>
      <h3>
        {text.requests.compare.answer} #{props.entry.id}
      </h3>
      <p class="selectable" tabindex="0">
        {words() || text.requests.compare.noAnswer}
      </p>
    </section>
  );
}
