import type { Profile, Profiles } from '../../src/bindings';
import { HOUR, MINUTE } from './time';

const profile = (name: string, said: Partial<Profile>): Profile => ({
  name,
  credentials: 'static',
  region: null,
  role: null,
  mfa: false,
  signedInUntil: null,
  broken: null,
  ...said,
});

/** A developer's `~/.aws`. */
export const profiles = (): Profiles => ({
  profiles: [
    profile('default', { region: 'us-east-1' }),
    profile('work', { credentials: 'sso', region: 'eu-central-1', role: 'Developer', signedInUntil: Date.now() + 6 * HOUR + 12 * MINUTE }),
    profile('work-admin', { credentials: 'sso', region: 'eu-central-1', role: 'Administrator' }),
    profile('ci', { credentials: 'webIdentity', region: 'eu-west-1', role: 'arn:aws:iam::123456789012:role/ci' }),
    profile('prod', { region: 'eu-central-1', role: 'arn:aws:iam::210987654321:role/bedrock', mfa: true }),
    profile('vault', { credentials: 'process', region: 'us-west-2' }),
    profile('old-laptop', { credentials: null, broken: 'source_profile names "laptop", and there is no such profile. Correct the name in ~/.aws/config.' }),
  ],
  flaws: [],
  files: ['/home/jo/.aws/config', '/home/jo/.aws/credentials'],
});

/** A computer that AWS was never set up on. */
export const noProfiles = (): Profiles => ({ profiles: [], flaws: [], files: [] });
