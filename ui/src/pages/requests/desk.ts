// What the page knows beside the log: the filter, the selected row, what is open.

import { createContext, createEffect, createMemo, createSignal, on, onCleanup, untrack, useContext, type Accessor } from 'solid-js';

import type { Row } from '../../bindings';
import { createNow } from '../../clock';
import { useRouter } from '../../router';
import { useStore } from '../../store';
import type { Entry, Log } from '../../store/log';
import type { Filter } from './filter/match';
import { parse } from './filter/parse';
import { createView, type View } from './view';

/** What the details can show. */
export const tabs = ['summary', 'request', 'response', 'headers', 'raw'] as const;
export type TabName = (typeof tabs)[number];

/** What asks for an answer before anything else. */
export type Asking = 'clear' | 'replay' | 'compare';

/** The page's state. */
export interface Desk {
  log: Log;
  view: View;
  text: Accessor<string>;
  setText: (text: string) => void;
  filter: Accessor<Filter>;
  selected: Accessor<Entry | undefined>;
  select: (entry: Entry | undefined) => void;
  /** Whether the details are open. */
  opened: Accessor<boolean>;
  setOpened: (open: boolean) => void;
  /** Whether the list has been scrolled away from its newest row. */
  setScrolled: (scrolled: boolean) => void;
  tab: Accessor<TabName>;
  setTab: (tab: TabName) => void;
  asking: Accessor<Asking | undefined>;
  setAsking: (asking: Asking | undefined) => void;
  /** A replay of this row is on its way: its row is selected when it arrives. Undefined: it is not, after all. */
  expect: (origin: Row | undefined) => void;
  /** What a row is compared with: the one that was marked, else the one that it repeats. */
  otherOf: (id: number) => Entry | undefined;
  /** The row that is marked for comparison. */
  marked: Accessor<Entry | undefined>;
  mark: (entry: Entry | undefined) => void;
  /** The time, for requests that are running. */
  now: Accessor<number>;
}

const TICK_MS = 500;

/** The state of a page that has just been opened, as its address says. */
export function createDesk(): Desk {
  const { log } = useStore();
  const router = useRouter();
  const [text, setText] = createSignal('');
  const filter = createMemo(() => parse(text()));
  const view = createView(log, filter);
  const [selected, setSelected] = createSignal<Entry>();
  const [opened, setOpened] = createSignal(false);
  const [scrolled, setScrolled] = createSignal(false);
  const [tab, setTab] = createSignal<TabName>('summary');
  const [asking, setAsking] = createSignal<Asking>();
  createEffect(() => view.read(selected() !== undefined || scrolled()));

  // `#/requests/42?q=words`, from other pages.
  const wanted = () => (router.place().page === 'requests' ? router.place() : undefined);
  createEffect(on(wanted, (place) => place?.query.has('q') && setText(place.query.get('q') ?? '')));
  // Once: who goes on from there is not brought back when the next row comes. The row itself may be yet to come.
  const [sought, seek] = createSignal<number>();
  createEffect(on(wanted, (place) => place && seek(place.path[0] === undefined ? undefined : Number(place.path[0]))));
  createEffect(
    on([sought, log.entries], ([id]) => {
      const entry = id === undefined ? undefined : log.find(id);
      if (entry === undefined) return;
      seek(undefined);
      select(entry);
      setOpened(true);
    }),
  );

  const select = (entry: Entry | undefined) => {
    setSelected(entry);
    if (entry === undefined) setOpened(false);
  };
  const [marked, mark] = createSignal<Entry>();
  const { originOf, expect } = createReplays(log, (entry) => {
    view.catchUp();
    select(entry);
  });
  const now = createNow(TICK_MS);
  const otherOf = (id: number) => (marked() === undefined || marked()?.id === id ? originOf(id) : marked());
  const list = { log, view, text, setText, filter, selected, select, setScrolled, now };
  return { ...list, opened, setOpened, tab, setTab, asking, setAsking, marked, mark, otherOf, expect };
}

const PATIENCE_MS = 30_000;

/** Tells the rows of replays from the others: the app answers that it has sent one, and the row comes by itself. */
function createReplays(log: Log, arrived: (entry: Entry) => void) {
  const origins = new Map<number, Entry>();
  const [awaited, setAwaited] = createSignal<{ origin: Row; after: number }>();
  let patience: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(patience));
  createEffect(() => {
    const wanted = awaited();
    if (wanted === undefined) return;
    const is = (row: Row) => row.id > wanted.after && row.method === wanted.origin.method && row.path === wanted.origin.path;
    const entry = log.entries().findLast((found) => is(untrack(found.row)));
    if (entry === undefined) return;
    const origin = log.find(wanted.origin.id);
    if (origin !== undefined) origins.set(entry.id, origin);
    setAwaited(undefined);
    arrived(entry);
  });
  return {
    expect: (origin: Row | undefined) => {
      clearTimeout(patience);
      patience = setTimeout(() => setAwaited(undefined), PATIENCE_MS);
      setAwaited(origin && { origin, after: untrack(log.entries).at(-1)?.id ?? 0 });
    },
    /** The row that this one repeats. */
    originOf: (id: number) => origins.get(id),
  };
}

const DeskContext = createContext<Desk>();

/** Gives the page's state to everything within. */
export const DeskProvider = DeskContext.Provider;

/** The page's state. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error('no desk here: DeskProvider is missing');
  return desk;
}
