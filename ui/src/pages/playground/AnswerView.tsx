import { createMemo, For, Index, Match, Show, Switch, type JSX } from 'solid-js';

import { Code } from '../../components/Code';
import { CopyButton } from '../../components/CopyButton';
import { Disclosure } from '../../components/Disclosure';
import { Spinner } from '../../components/Spinner';
import { fill, useText } from '../../i18n';
import { useStore } from '../../store';
import { isOpen, type Answer } from './answer';
import { AnswerFacts } from './AnswerFacts';
import { CallView } from './CallView';
import { FailureView } from './FailureView';
import { pieces, thought, type Piece } from './pieces';

interface Props {
  answer: Answer;
  /** The model that was asked. */
  asked: string;
}

/** One answer: its thoughts folded, its words, its calls, and what it took. Model output is text and never anything else. */
export function AnswerView(props: Props): JSX.Element {
  const text = useText();
  const store = useStore();
  const words = () => text.playground.answer;
  const open = () => isOpen(props.answer);
  const said = createMemo(() => thought(props.answer.text, !open()));
  const reasoning = () => props.answer.reasoning + said().reasoning;
  const ends = (): string | undefined => {
    const { phase, finish } = props.answer;
    if (phase === 'stopped') return words().stopped;
    return finish === 'length' || finish === 'content_filter' ? words()[finish] : undefined;
  };
  return (
    <div class="play-answer" aria-busy={open()}>
      <Show when={reasoning() !== ''}>
        <Disclosure title={open() && said().text === '' ? words().thinking : words().reasoning}>
          <p class="play-words muted">{reasoning()}</p>
        </Disclosure>
      </Show>
      <Index each={pieces(said().text)}>{(piece) => <PieceView piece={piece()} />}</Index>
      <For each={props.answer.calls.map((_, at) => at)}>
        {(at) => <Show when={props.answer.calls[at]}>{(call) => <CallView call={call()} open={open()} />}</Show>}
      </For>
      <Show when={props.answer.phase === 'waiting'}>
        <p class="row muted">
          <Spinner /> {words().waiting}
        </p>
      </Show>
      <Show when={ends()}>
        <p class="muted small">{ends()}</p>
      </Show>
      <Show when={props.answer.failure}>{(failure) => <FailureView failure={failure()} />}</Show>
      <Show when={!open() && (props.answer.first !== undefined || props.answer.tokens !== undefined)}>
        <div class="play-foot">
          <AnswerFacts answer={props.answer} asked={props.asked} />
          <Show when={said().text !== ''}>
            <CopyButton compact label={words().copy} copy={() => store.ask({ kind: 'copyText', text: said().text })} />
          </Show>
        </div>
      </Show>
    </div>
  );
}

function PieceView(props: { piece: Piece }): JSX.Element {
  const text = useText();
  const store = useStore();
  const words = () => text.playground.answer;
  const label = () => (props.piece.language === '' ? words().code : fill(words().codeIn, { language: props.piece.language }));
  return (
    <Switch>
      <Match when={props.piece.kind === 'code'}>
        <Code label={label()} copyLabel={words().copyCode} copy={() => store.ask({ kind: 'copyText', text: props.piece.text })}>
          {props.piece.text}
        </Code>
      </Match>
      <Match when={props.piece.kind === 'text'}>
        <p class="play-words">{props.piece.text}</p>
      </Match>
    </Switch>
  );
}
