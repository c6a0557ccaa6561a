// States as the app tells them, recorded. The names are what `?state=` takes.

import type { Overview } from '../src/bindings';

const running: Overview = {
  version: '0.1.0',
  condition: { kind: 'running' },
  baseUrl: 'http://127.0.0.1:8642/v1',
  source: { kind: 'aws', profile: 'work', region: 'eu-central-1', credentials: true },
  key: { kind: 'keychain' },
  offers: [],
};

const failed: Overview = { ...running, baseUrl: null };

export const recorded = {
  running,
  demo: { ...running, condition: { kind: 'demo' }, source: { kind: 'demo' }, offers: ['leaveDemo'] },
  noCredentials: {
    ...running,
    condition: { kind: 'noCredentials' },
    source: { kind: 'aws', profile: null, region: null, credentials: false },
    key: { kind: 'session', why: 'missing' },
    offers: ['tryDemo'],
  },
  portTaken: { ...failed, condition: { kind: 'portTaken', port: 8642 }, offers: ['startAgain', 'useFreePort'] },
  failed: {
    ...failed,
    condition: { kind: 'failed', reason: 'cannot listen on 127.0.0.1:80: permission denied' },
    offers: ['startAgain'],
  },
  starting: { ...failed, condition: { kind: 'starting' }, key: { kind: 'pending' } },
  stopping: { ...failed, condition: { kind: 'stopping' } },
} satisfies Record<string, Overview>;

export type StateName = keyof typeof recorded;
