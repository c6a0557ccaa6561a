import { Show, type JSX } from 'solid-js';

import { Button } from '../../components/Button';
import { Kbd } from '../../components/Kbd';
import { TextArea } from '../../components/TextField';
import { useText } from '../../i18n';
import type { Session } from './session';

/** Where the reader writes. `ready`: there is somebody to send it to. */
export function Composer(props: { session: Session; ready: boolean }): JSX.Element {
  const text = useText();
  const words = () => text.playground;
  const canSend = () => props.ready && props.session.draft().trim() !== '';
  const send = () => {
    if (!canSend() || props.session.busy()) return;
    const question = props.session.draft();
    props.session.write('');
    props.session.ask(question);
  };
  const press = (event: KeyboardEvent) => {
    // An Enter that ends the writing of a Chinese word sends nothing.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      class="play-composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextArea
        bare
        rows={2}
        label={words().ask}
        placeholder={words().placeholder}
        value={props.session.draft()}
        onInput={props.session.write}
        onKeyDown={press}
      />
      <div class="play-send">
        <Show
          when={props.session.busy()}
          fallback={
            <Button type="submit" kind="primary" icon="send" disabled={!canSend()}>
              {words().send}
            </Button>
          }
        >
          <Button icon="stop" onClick={props.session.stop}>
            {words().stop}
          </Button>
        </Show>
        <p class="row muted">
          <span>
            <Kbd>Enter</Kbd> {words().keysSend}
          </span>
          <span>
            <Kbd>Shift</Kbd> <Kbd>Enter</Kbd> {words().keysLine}
          </span>
        </p>
      </div>
    </form>
  );
}
