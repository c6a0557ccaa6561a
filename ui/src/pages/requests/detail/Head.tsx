import { Show, type JSX } from 'solid-js';

import type { Row } from '../../../bindings';
import { Button } from '../../../components/Button';
import { IconButton } from '../../../components/IconButton';
import { fill, useSpeech } from '../../../i18n';
import { useCopyCurl } from '../commands';
import { shortModel } from '../names';
import { useDesk } from '../desk';
import { Client, Standing } from '../list/Cells';
import { Trouble } from './Trouble';

interface Props {
  row: Row;
  /** Whether the list is beside it. */
  beside: boolean;
  wide: boolean;
  /** Gives it the whole width or takes it back; none where there is no choice. */
  onWide: ((wide: boolean) => void) | undefined;
}

/** What the request was, how it went, and what can be done with it. */
export function Head(props: Props): JSX.Element {
  const { text, format } = useSpeech();
  const desk = useDesk();
  const copyCurl = useCopyCurl();
  const row = () => props.row;
  const words = () => text.requests.detail;
  const other = () => desk.otherOf(row().id);
  const marked = () => desk.marked()?.id === row().id;
  return (
    <header class="detail-head">
      <div class="detail-title">
        <Show when={!props.beside && !props.wide}>
          <IconButton icon="chevronLeft" label={words().back} onClick={() => desk.setOpened(false)} />
        </Show>
        <h2 class="truncate" tabindex="-1" title={row().model ?? row().path}>
          {shortModel(row().model ?? row().path)}
        </h2>
        <span class="muted figures">#{row().id}</span>
        <span class="muted figures" title={format.moment(row().started)}>
          {format.time(row().started)}
        </span>
        <Standing row={row()} />
        <span class="push detail-window">
          <Show when={props.onWide}>
            {(onWide) => (
              <IconButton
                icon={props.wide ? 'shrink' : 'expand'}
                label={props.wide ? words().narrow : words().wide}
                onClick={() => onWide()(!props.wide)}
              />
            )}
          </Show>
          <IconButton icon="close" label={words().close} onClick={() => desk.setOpened(false)} />
        </span>
      </div>
      <Figures row={row()} />
      <div class="row dense">
        <Button icon="replay" onClick={() => desk.setAsking('replay')}>
          {words().replay}
        </Button>
        <Button icon="code" onClick={() => void copyCurl()}>
          {words().curl}
        </Button>
        <Show
          when={other()}
          fallback={
            <IconButton
              icon="compare"
              label={words().mark}
              pressed={marked()}
              onClick={() => desk.mark(marked() ? undefined : desk.selected())}
            />
          }
        >
          {(entry) => (
            <Button icon="compare" onClick={() => desk.setAsking('compare')}>
              {fill(words().compare, { id: entry().id })}
            </Button>
          )}
        </Show>
      </div>
      <Trouble row={row()} />
    </header>
  );
}

function Figures(props: { row: Row }): JSX.Element {
  const { text, format } = useSpeech();
  const desk = useDesk();
  const words = () => text.requests.detail;
  const row = () => props.row;
  const duration = () => row().duration ?? (row().outcome === 'open' ? Math.max(0, desk.now() - row().started) : null);
  const tokens = (input: number, output: number) => fill(words().inOut, { input: format.number(input), output: format.number(output) });
  return (
    <p class="detail-figures">
      <Client row={row()} named />
      <Show when={duration() !== null}>
        <span title={words().duration}>{format.span(duration() ?? 0)}</span>
      </Show>
      <Show when={row().firstToken !== null}>
        <span>
          {words().firstToken} {format.span(row().firstToken ?? 0)}
        </span>
      </Show>
      <Show when={row().usage}>{(usage) => <span>{tokens(usage().input, usage().output)}</span>}</Show>
      <Show when={row().cost !== null}>
        <span title={words().cost}>{format.cost(row().cost ?? 0)}</span>
      </Show>
    </p>
  );
}
