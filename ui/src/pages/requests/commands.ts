// What the page's buttons and keys do.

import { useToast } from '../../components/Toast';
import { useText } from '../../i18n';
import { useAct } from '../../store';
import { useDesk } from './desk';

/** More rows than this are not forgotten without asking. */
const MANY = 100;

/** Clears the log, and asks before where there is much to lose. */
export function useClear(): () => void {
  const desk = useDesk();
  const now = useClearNow();
  return () => (desk.log.entries().length > MANY ? desk.setAsking('clear') : void now());
}

/** Clears the log. */
export function useClearNow(): () => Promise<void> {
  const desk = useDesk();
  const act = useAct();
  return async () => {
    desk.setAsking(undefined);
    desk.select(undefined);
    desk.setScrolled(false);
    await act({ kind: 'clearLog' });
  };
}

/** Copies the selected request as a command for the terminal. The app leaves the key out. */
export function useCopyCurl(): () => Promise<void> {
  const desk = useDesk();
  const act = useAct();
  const toast = useToast();
  const text = useText();
  return async () => {
    const entry = desk.selected();
    if (entry === undefined) return;
    const answer = await act({ kind: 'copyCurl', id: entry.id });
    if (answer !== undefined) toast.say(text.requests.copied);
  };
}
