// The states that `?state=` names, each with all that the app would have told.

import type { Doctor, Models, Overview, Profiles, Row, Settings, Traffic } from '../../src/bindings';
import { findings, sickSteps, wellSteps } from './doctor';
import { models, noModels, someModels } from './models';
import { blank, down, running } from './overview';
import { noProfiles, profiles } from './profiles';
import { rows } from './rows';
import { settings } from './settings';
import { quiet, traffic } from './traffic';
import { MINUTE } from './time';

/** All that the app knows and tells. */
export interface World {
  overview: Overview;
  profiles: Profiles;
  settings: Settings;
  models: Models;
  traffic: Traffic;
  rows: Row[];
  doctor: Doctor | null;
}

const usual = (overview: Overview): World => ({
  overview,
  profiles: profiles(),
  settings: settings(),
  models: models(),
  traffic: traffic(),
  rows: rows(120),
  doctor: null,
});

const empty = (overview: Overview): World => ({ ...usual(overview), traffic: quiet(), rows: [] });

const bare = (): World => ({
  ...empty({ ...blank(), condition: { kind: 'noCredentials' }, offers: ['tryDemo'] }),
  profiles: noProfiles(),
  models: { ...noModels(), refresh: { kind: 'failed', reason: 'No AWS credentials were found. Choose a profile, or try the demo.' } as const },
});

const signedOut = 'The sign-in of profile work has expired. Sign in again, here or by `aws sso login --profile work`.';

export const states = {
  running: () => usual(running()),
  demo: () => usual({ ...running(), condition: { kind: 'demo' }, source: 'demo', identity: null, offers: ['leaveDemo'] }),
  expired: () => ({
    ...usual({
      ...running(),
      condition: { kind: 'credentials', profile: 'work', message: signedOut, remedy: 'signIn' },
      identity: { ...running().identity!, expires: Date.now() - 4 * MINUTE },
      offers: ['signIn', 'tryDemo'],
    }),
    doctor: findings(sickSteps),
  }),
  expiring: () => usual({ ...running(), identity: { ...running().identity!, expires: Date.now() + 8 * MINUTE } }),
  signingIn: () => usual({ ...running(), signIn: { profile: 'work', url: 'https://example.awsapps.com/start/#/device', code: 'KMPR-TXQW' } }),
  mfa: () => usual({ ...running(), who: { kind: 'profile', name: 'prod' }, identity: null, mfa: { profile: 'prod', device: 'arn:aws:iam::123456789012:mfa/jo' } }),
  noCredentials: bare,
  portTaken: () => empty({ ...down(), condition: { kind: 'portTaken', port: 8642, holder: 'node (4711)' }, offers: ['startAgain', 'useFreePort'] }),
  noKeychain: () => empty({ ...down(), condition: { kind: 'noKeychain', why: 'missing' }, key: { kind: 'none', why: 'missing' }, offers: ['askKeychain', 'useSessionKey'] }),
  sessionKey: () => usual({ ...running(), key: { kind: 'session', why: 'locked' } }),
  failed: () => empty({ ...down(), condition: { kind: 'failed', reason: 'cannot listen on 127.0.0.1:80: permission denied' }, offers: ['startAgain'] }),
  starting: () => empty({ ...down(), condition: { kind: 'starting' }, key: { kind: 'pending' }, identity: null }),
  stopping: () => usual({ ...down(), condition: { kind: 'stopping' } }),
  stopped: () => usual({ ...down(), condition: { kind: 'stopped' } }),
  troubled: () =>
    usual({
      ...running(),
      tray: false,
      bedrockKey: { kept: true, expires: Date.now() + 50 * MINUTE },
      troubles: [
        { kind: 'settings', file: '/home/jo/.config/outcrop/settings.toml', line: 14, message: 'effort: "lots" is no effort; it can be none, minimal, low, medium, high, xhigh or max' },
        { kind: 'overridden', sources: ['AWS_PROFILE=personal', 'AWS_ACCESS_KEY_ID'] },
        { kind: 'notKept', why: 'locked' },
        { kind: 'exposed' },
        { kind: 'noTray' },
      ],
    }),
  first: () => ({ ...empty({ ...blank(), condition: { kind: 'running' } }), settings: { ...settings(), welcomed: false }, models: noModels() }),
  firstBare: () => ({ ...bare(), settings: { ...settings(), welcomed: false } }),
  quiet: () => empty(running()),
  captured: () => ({ ...usual({ ...running(), capture: true }), rows: rows(120, true), settings: { ...settings(), capture: true } }),
  many: () => ({ ...usual(running()), rows: rows(10_000) }),
  refreshing: () => ({ ...usual(running()), models: { ...models(), refresh: { kind: 'checking', done: 83, total: 214 } as const } }),
  partial: () => ({ ...usual(running()), models: someModels() }),
  unlisted: () => ({ ...usual(running()), models: noModels() }),
  examined: () => ({ ...usual(running()), doctor: findings(wellSteps) }),
} satisfies Record<string, () => World>;

export type StateName = keyof typeof states;
