// The page's keys, wherever the focus is.

import { onCleanup, onMount } from 'solid-js';

import { useCopyCurl } from './commands';
import { useDesk } from './desk';
import { command, whereIs, type Command } from './keys';
import { KEYS } from './Toolbar';

/** Listens to the keys for as long as the page is open. */
export function usePageKeys(focusList: () => void): void {
  const desk = useDesk();
  const copyCurl = useCopyCurl();

  const move = (by: number) => {
    const shown = desk.view.shown();
    const at = shown.findIndex((entry) => entry.id === desk.selected()?.id);
    desk.select(shown[at < 0 ? 0 : Math.max(0, Math.min(at + by, shown.length - 1))]);
  };
  const back = () => {
    if (desk.opened()) desk.setOpened(false);
    else desk.select(undefined);
  };
  const commands: Record<Command, () => void> = {
    next: () => move(1),
    previous: () => move(-1),
    first: () => desk.select(desk.view.shown()[0]),
    last: () => desk.select(desk.view.shown().at(-1)),
    open: () => desk.setOpened(desk.selected() !== undefined),
    back,
    pause: () => desk.view.pause(desk.view.held() !== 'paused'),
    curl: () => void copyCurl(),
    replay: () => desk.selected() && desk.setAsking('replay'),
    help: () => document.getElementById(KEYS)?.togglePopover(),
  };

  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('dialog[open], :popover-open') !== null) return;
    const wanted = command(event, whereIs(event.target));
    if (wanted === undefined) return;
    event.preventDefault();
    commands[wanted]();
    if (wanted === 'back' && !desk.opened()) focusList();
  };
  onMount(() => addEventListener('keydown', press));
  onCleanup(() => removeEventListener('keydown', press));
}
