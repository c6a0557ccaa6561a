// Keys that work wherever the reader is.

import { pages, type Router } from '../router';

/** Ctrl or Cmd with 1 to 7 goes to a page; `/` goes to the page's search. */
export function shortcut(event: KeyboardEvent, go: Router['go']): void {
  if (event.defaultPrevented || event.altKey) return;
  const page = event.ctrlKey || event.metaKey ? pages[Number(event.key) - 1] : undefined;
  if (page !== undefined) {
    event.preventDefault();
    go(page);
    return;
  }
  if (event.key !== '/' || event.ctrlKey || event.metaKey || typing(event.target)) return;
  const search = document.querySelector<HTMLInputElement>('[data-search]');
  if (search === null || document.querySelector('dialog[open]') !== null) return;
  event.preventDefault();
  search.focus();
  search.select();
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}
