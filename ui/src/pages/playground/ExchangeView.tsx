import { Index, Show, type JSX } from 'solid-js';

import { Button } from '../../components/Button';
import { useSpeech } from '../../i18n';
import { AnswerView } from './AnswerView';
import type { Exchange } from './request';
import { MAX_ROUNDS, type Session } from './session';
import './Answer.css';

interface Props {
  exchange: Exchange;
  session: Session;
  /** Whether it can be asked again: it is the last one, and there is somebody to ask. */
  again: boolean;
}

/** A question, and all that came of it. */
export function ExchangeView(props: Props): JSX.Element {
  const { text, count } = useSpeech();
  const words = () => text.playground;
  const isOver = () => {
    const calls = props.exchange.answers.at(-1)?.calls ?? [];
    return props.exchange.answers.length >= MAX_ROUNDS && calls.some((call) => call.result !== undefined);
  };
  return (
    <article class="play-exchange">
      <div class="play-question">
        <p class="visually-hidden">{words().you}</p>
        <p class="play-words">{props.exchange.question}</p>
      </div>
      <Index each={props.exchange.answers}>
        {(answer) => <AnswerView answer={answer()} asked={props.exchange.options.model} />}
      </Index>
      <Show when={isOver()}>
        <p class="muted small">{count({ one: words().answer.rounds, other: words().answer.rounds }, MAX_ROUNDS)}</p>
      </Show>
      <Show when={props.again && !props.session.busy()}>
        <div class="row play-again">
          <Button kind="quiet" icon="replay" onClick={props.session.retry}>
            {words().answer.retry}
          </Button>
          <Button
            kind="quiet"
            icon="edit"
            label={words().answer.editLabel}
            onClick={() => {
              props.session.edit();
              document.querySelector<HTMLTextAreaElement>('.play-composer textarea')?.focus();
            }}
          >
            {words().answer.edit}
          </Button>
        </div>
      </Show>
    </article>
  );
}
