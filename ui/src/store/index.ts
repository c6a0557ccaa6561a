// What the page knows: only what the host has told it.

import { createContext, createSignal, onCleanup, useContext, type Accessor } from 'solid-js';
import { createStore as createFine, reconcile, unwrap } from 'solid-js/store';

import type { Change, Doctor, Models, Overview, Profiles, Request, Settings, Traffic } from '../bindings';
import { useToast } from '../components/Toast';
import type { Answered, Host, Told } from '../host';
import { createLog, type Log } from './log';
import { createPlays, type Hear } from './plays';

/** The state that the app pushes, part by part; a part is undefined until it was told. */
interface Parts {
  overview?: Overview;
  profiles?: Profiles;
  settings?: Settings;
  models?: Models;
  traffic?: Traffic;
  doctor?: Doctor;
}

/** Each part is a Solid store: reading `overview()?.baseUrl` follows the base URL and nothing else. */
export interface Store {
  overview: Accessor<Overview | undefined>;
  profiles: Accessor<Profiles | undefined>;
  settings: Accessor<Settings | undefined>;
  models: Accessor<Models | undefined>;
  traffic: Accessor<Traffic | undefined>;
  doctor: Accessor<Doctor | undefined>;
  /** The log. */
  log: Log;
  /** The host could not be reached, or has not answered in time. */
  silent: Accessor<boolean>;
  /** Asks the host for something; rejects with the reason when it is refused. */
  ask: (request: Request) => Promise<Answered>;
  /** Changes a setting; rejects with the reason when it is refused. */
  change: (change: Change) => Promise<Answered>;
  /** Sends a chat completion through the gateway. What comes is heard part by part; the function that is returned stops it. */
  play: (body: string, hear: Hear) => () => void;
}

const PATIENCE_MS = 3000;

/** Subscribes to the host. */
export function createStore(host: Host): Store {
  const [parts, setParts] = createFine<Parts>({});
  const log = createLog();
  const [silent, setSilent] = createSignal(false);
  // What leaves the page is plain: a request may hold parts of the store, which no wire takes.
  const ask = (request: Request) => host.ask(unwrap(request));
  const plays = createPlays(ask);
  const patience = setTimeout(() => setSilent(true), PATIENCE_MS);
  onCleanup(() => clearTimeout(patience));

  const tell = (message: Told) => {
    switch (message.kind) {
      case 'overview':
        return setParts('overview', reconcile(message.overview));
      case 'profiles':
        return setParts('profiles', reconcile(message.profiles, { key: 'name' }));
      case 'settings':
        return setParts('settings', reconcile(message.settings, { key: 'name' }));
      case 'models':
        return setParts('models', reconcile(message.models, { key: 'id' }));
      case 'traffic':
        return setParts('traffic', reconcile(message.traffic, { key: 'at' }));
      case 'doctor':
        return setParts('doctor', reconcile(message.doctor, { key: 'part' }));
      case 'rows':
        return log.take(message.rows, message.fresh);
      case 'played':
        return plays.hear(message.play, message.part);
    }
  };

  const hear = (message: Told) => {
    clearTimeout(patience);
    setSilent(false);
    tell(message);
  };
  host.subscribe(hear).catch(() => setSilent(true));

  return {
    overview: () => parts.overview,
    profiles: () => parts.profiles,
    settings: () => parts.settings,
    models: () => parts.models,
    traffic: () => parts.traffic,
    doctor: () => parts.doctor,
    log,
    silent,
    ask,
    change: (change) => ask({ kind: 'change', change }),
    play: plays.play,
  };
}

const StoreContext = createContext<Store>();

/** Gives the store to everything within. */
export const StoreProvider = StoreContext.Provider;

/** The store. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error('nothing is known here: StoreProvider is missing');
  return store;
}

/** Asks, and shows the reason as a toast where it is refused; the answer is undefined then. */
export function useAct(): (request: Request) => Promise<Answered | undefined> {
  const store = useStore();
  const toast = useToast();
  return async (request) => {
    try {
      return await store.ask(request);
    } catch (reason) {
      toast.trouble(reason);
      return undefined;
    }
  };
}
