import { createSignal, type JSX } from 'solid-js';

import { Button } from '../components/Button';
import { Dialog } from '../components/Dialog';
import { useToast } from '../components/Toast';
import { useText } from '../i18n';
import { useAct, useStore } from '../store';

/** Makes a new API key, after asking. A key from the environment is not ours to change. */
export function RotateKey(): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const toast = useToast();
  const [open, setOpen] = createSignal(false);
  const kind = () => store.overview()?.key.kind;
  const rotate = async () => {
    setOpen(false);
    if ((await act({ kind: 'rotateKey' })) !== undefined) toast.say(text.shell.rotate.done);
  };
  return (
    <>
      <Button kind="quiet" icon="refresh" disabled={kind() !== 'keychain' && kind() !== 'session'} onClick={() => setOpen(true)}>
        {text.shell.rotate.open}
      </Button>
      <Dialog
        open={open()}
        onClose={() => setOpen(false)}
        title={text.shell.rotate.title}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{text.shell.cancel}</Button>
            <Button kind="danger" onClick={() => void rotate()}>
              {text.shell.rotate.confirm}
            </Button>
          </>
        }
      >
        <p>{text.shell.rotate.body}</p>
      </Dialog>
    </>
  );
}
