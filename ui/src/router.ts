// Where the reader is: `#/requests/<id>?q=words`. The address bar is the only state, so Back works.

import { createContext, createSignal, onCleanup, useContext, type Accessor } from 'solid-js';

/** The pages, in the order in which the sidebar and Ctrl+1…7 have them. */
export const pages = ['overview', 'requests', 'models', 'reasoning', 'connect', 'playground', 'settings'] as const;

/** A page's name: in addresses, in the dictionary, and as its folder. */
export type PageName = (typeof pages)[number];

/** A place in the window. */
export interface Place {
  /** `welcome` is the first run, which is on no list. */
  page: PageName | 'welcome';
  /** What follows the page's name. */
  path: readonly string[];
  query: ReadonlyMap<string, string>;
}

/** Where the reader is, and the way elsewhere. */
export interface Router {
  place: Accessor<Place>;
  /** Whether the reader has gone anywhere since the window opened: then a page takes the focus. */
  moved: Accessor<boolean>;
  /** Goes to a place: `go('requests', ['id'], { q: 'words' })`. */
  go: (page: Place['page'], path?: readonly string[], query?: Record<string, string>) => void;
}

/** The address of a place. */
export function address(page: Place['page'], path: readonly string[] = [], query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `#/${[page, ...path].map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`;
}

/** The place of an address; the overview for what is none. */
export function placeOf(hash: string): Place {
  const [way = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [name = '', ...path] = way.split('/').map(decode);
  const known = name === 'welcome' || (pages as readonly string[]).includes(name);
  const page = known ? (name as Place['page']) : 'overview';
  return { page, path: known ? path.filter((part) => part !== '') : [], query: new Map(new URLSearchParams(search)) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Follows the address. */
export function createRouter(): Router {
  const [place, setPlace] = createSignal(placeOf(location.hash));
  const [moved, setMoved] = createSignal(false);
  const follow = () => {
    const next = placeOf(location.hash);
    if (next.page !== place().page) setMoved(true);
    setPlace(next);
  };
  addEventListener('hashchange', follow);
  onCleanup(() => removeEventListener('hashchange', follow));
  return {
    place,
    moved,
    go: (page, path, query) => {
      location.hash = address(page, path, query);
    },
  };
}

const RouterContext = createContext<Router>();

/** Gives the router to everything within. */
export const RouterProvider = RouterContext.Provider;

/** The router. */
export function useRouter(): Router {
  const router = useContext(RouterContext);
  if (router === undefined) throw new Error('nothing leads here: RouterProvider is missing');
  return router;
}
