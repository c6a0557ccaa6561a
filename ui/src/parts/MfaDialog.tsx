import { createSignal, Show, type JSX } from 'solid-js';

import { Button } from '../components/Button';
import { Dialog } from '../components/Dialog';
import { TextField } from '../components/TextField';
import { reasonOf } from '../components/Toast';
import { fill, useText } from '../i18n';
import { useStore } from '../store';

const CODE = /^\d{6}$/;

/** Asks for the code of a second factor wherever the reader is: requests wait for it. */
export function MfaDialog(): JSX.Element {
  const text = useText();
  const store = useStore();
  const [code, setCode] = createSignal('');
  const [error, setError] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);

  const answer = async (given: string | null) => {
    if (given !== null && !CODE.test(given)) {
      setError(text.shell.mfa.sixDigits);
      return;
    }
    setBusy(true);
    try {
      await store.ask({ kind: 'answerMfa', code: given });
      setError(undefined);
    } catch (reason) {
      setError(reasonOf(reason));
    } finally {
      setBusy(false);
      setCode('');
    }
  };

  return (
    <Dialog open={store.overview()?.mfa != null} onClose={() => void answer(null)} title={text.shell.mfa.title}>
      <Show when={store.overview()?.mfa}>
        {(mfa) => (
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault();
              void answer(code().replaceAll(' ', ''));
            }}
          >
            <p>{fill(text.shell.mfa.body, { profile: mfa().profile })}</p>
            <TextField
              label={text.shell.mfa.code}
              hint={mfa().device}
              error={error()}
              value={code()}
              onInput={setCode}
              inputmode="numeric"
              maxlength={7}
              mono
            />
            <div class="row">
              <span class="push" />
              <Button onClick={() => void answer(null)}>{text.shell.cancel}</Button>
              <Button kind="primary" type="submit" busy={busy()}>
                {text.shell.mfa.send}
              </Button>
            </div>
          </form>
        )}
      </Show>
    </Dialog>
  );
}
