import type { Overview } from '../../src/bindings';
import { HOUR, MINUTE } from './time';

/** Everything is as it should be. */
export const running = (): Overview => ({
  version: '0.1.0',
  condition: { kind: 'running' },
  baseUrl: 'http://127.0.0.1:8642/v1',
  source: 'aws',
  who: { kind: 'profile', name: 'work' },
  chosenRegion: null,
  effort: 'low',
  region: { name: 'eu-central-1', from: 'profile' },
  identity: {
    source: 'profile work (IAM Identity Center)',
    overridden: [],
    account: '123456789012',
    arn: 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Developer_5f1a/jo@example.com',
    role: 'Developer',
    expires: Date.now() + 6 * HOUR + 12 * MINUTE,
    renews: false,
    trouble: null,
  },
  signIn: null,
  mfa: null,
  key: { kind: 'keychain' },
  bedrockKey: { kept: false, expires: null },
  offers: [],
  troubles: [],
  tray: true,
  launchAtLogin: true,
  capture: false,
});

/** It could not start. */
export const down = (): Overview => ({ ...running(), baseUrl: null });

/** Nobody has chosen anything yet, and AWS is not set up. */
export const blank = (): Overview => ({
  ...running(),
  who: { kind: 'chain' },
  effort: null,
  region: { name: 'us-east-1', from: 'default' },
  identity: null,
});
