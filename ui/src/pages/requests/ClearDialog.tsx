import type { JSX } from 'solid-js';

import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { useSpeech } from '../../i18n';
import { useClearNow } from './commands';
import { useDesk } from './desk';

/** Asks before a long list is forgotten. */
export function ClearDialog(): JSX.Element {
  const { text, count } = useSpeech();
  const desk = useDesk();
  const clear = useClearNow();
  const shut = () => desk.setAsking(undefined);
  return (
    <Dialog
      open={desk.asking() === 'clear'}
      onClose={shut}
      title={text.requests.clearTitle}
      actions={
        <>
          <Button onClick={shut}>{text.shell.cancel}</Button>
          <Button kind="danger" onClick={() => void clear()}>
            {text.requests.clearButton}
          </Button>
        </>
      }
    >
      <p>{count(text.requests.clearWarning, desk.log.entries().length)}</p>
    </Dialog>
  );
}
