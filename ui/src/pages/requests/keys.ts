// The page's keys.

/** What a key does here. */
export type Command = 'next' | 'previous' | 'first' | 'last' | 'open' | 'back' | 'pause' | 'curl' | 'replay' | 'help';

/** Where the key was pressed: in a field, on the list or on nothing in particular, or on something with keys of its own. */
export type Where = 'field' | 'list' | 'elsewhere';

const everywhere: Record<string, Command> = {
  j: 'next',
  k: 'previous',
  p: 'pause',
  c: 'curl',
  r: 'replay',
  '?': 'help',
  Escape: 'back',
};

const onList: Record<string, Command> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  Enter: 'open',
};

interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** The command of a key; undefined for keys that are somebody else's. */
export function command(press: Press, where: Where): Command | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || where === 'field') return undefined;
  return everywhere[press.key] ?? (where === 'list' ? onList[press.key] : undefined);
}

const fields = 'input, textarea, select, [contenteditable]';
/** What arrow keys and Enter mean something to: controls, and what scrolls. */
const others = 'button, a, summary, [role="tab"], [role="tabpanel"], [role="separator"], [role="region"], dialog';

/** Where a key was pressed. */
export function whereIs(target: EventTarget | null): Where {
  if (!(target instanceof Element)) return 'list';
  if (target.closest(fields) !== null) return 'field';
  return target.closest(others) === null ? 'list' : 'elsewhere';
}

/** All of them, for the page of help: the keys, and the name of their words. */
export const help = [
  { keys: ['↑', '↓'], or: ['j', 'k'], words: 'move' },
  { keys: ['Home', 'End'], or: [], words: 'ends' },
  { keys: ['Enter'], or: [], words: 'open' },
  { keys: ['Esc'], or: [], words: 'back' },
  { keys: ['/'], or: [], words: 'filter' },
  { keys: ['p'], or: [], words: 'pause' },
  { keys: ['c'], or: [], words: 'curl' },
  { keys: ['r'], or: [], words: 'replay' },
  { keys: ['?'], or: [], words: 'help' },
] as const;
