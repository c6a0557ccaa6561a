import type { Doctor, DoctorStep } from '../../src/bindings';

/** All is well. */
export const wellSteps: DoctorStep[] = [
  { part: 'files', verdict: 'well', words: '7 profiles in 2 files; 1 of them is broken.' },
  { part: 'identity', verdict: 'well', words: 'Profile work gives credentials, by IAM Identity Center.' },
  { part: 'clock', verdict: 'well', words: 'This clock and that of AWS differ by less than a second.' },
  { part: 'account', verdict: 'well', words: 'Account 123456789012, role Developer.' },
  { part: 'models', verdict: 'odd', words: '214 models are listed; 1 of the favourites cannot be used. Request access to it in the Bedrock console.' },
  { part: 'call', verdict: 'well', words: 'Nova Micro answered in 412 ms.' },
];

/** The sign-in has run out. */
export const sickSteps: DoctorStep[] = [
  { part: 'files', verdict: 'well', words: '7 profiles in 2 files; 1 of them is broken.' },
  { part: 'identity', verdict: 'wrong', words: 'The sign-in of profile work has expired. Sign in again, here or by `aws sso login --profile work`.' },
  { part: 'clock', verdict: 'well', words: 'This clock and that of AWS differ by less than a second.' },
  { part: 'account', verdict: 'skipped', words: 'Not asked: there are no credentials to ask with.' },
  { part: 'models', verdict: 'skipped', words: 'Not listed: there are no credentials to ask with.' },
  { part: 'call', verdict: 'skipped', words: 'Not tried: there are no credentials to ask with.' },
];

/** Findings that are complete. */
export const findings = (steps: DoctorStep[]): Doctor => ({ running: false, at: Date.now(), steps });
