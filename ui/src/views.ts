// The pages: what each is drawn by, and which words it needs beyond those that are always there.

import { lazy, type Component } from 'solid-js';

import type { Section } from './i18n';
import type { Place } from './router';

interface View {
  fetch: () => Promise<{ default: Component }>;
  sections: readonly Section[];
}

export const views: Record<Place['page'], View> = {
  overview: { fetch: () => import('./pages/overview'), sections: [] },
  requests: { fetch: () => import('./pages/requests'), sections: ['requests'] },
  models: { fetch: () => import('./pages/models'), sections: ['models'] },
  reasoning: { fetch: () => import('./pages/reasoning'), sections: ['reasoning'] },
  connect: { fetch: () => import('./pages/connect'), sections: ['connect'] },
  playground: { fetch: () => import('./pages/playground'), sections: ['playground'] },
  settings: { fetch: () => import('./pages/settings'), sections: ['settings'] },
  welcome: { fetch: () => import('./pages/welcome'), sections: ['welcome'] },
};

/** Each page, fetched with its words when it is first drawn. */
export function createViews(need: (sections: readonly Section[]) => Promise<void>): (page: Place['page']) => Component {
  const drawn: Partial<Record<Place['page'], Component>> = {};
  const fetched = async ({ fetch, sections }: View) => (await Promise.all([fetch(), need(sections)]))[0];
  return (page) => (drawn[page] ??= lazy(() => fetched(views[page])));
}
