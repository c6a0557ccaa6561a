// How long an identity is still good.

/** The time that is left, and whether it is a reason to act. */
export type Left =
  | { kind: 'endless'; tone: 'calm' }
  | { kind: 'left'; tone: 'calm' | 'soon'; at: number; milliseconds: number }
  | { kind: 'over'; tone: 'over'; at: number };

const MINUTE = 60_000;
/** From here on it is time to sign in again. */
export const SOON = 15 * MINUTE;

/** What is left at `now` of something good until `expires`. Beyond ten minutes seconds are left out: they would only fidget. */
export function leftOf(expires: number | null, renews: boolean, now: number): Left {
  if (expires === null) return { kind: 'endless', tone: 'calm' };
  const left = expires - now;
  if (left <= 0) return { kind: 'over', tone: 'over', at: expires };
  const milliseconds = left > 10 * MINUTE ? Math.floor(left / MINUTE) * MINUTE : Math.floor(left / 1000) * 1000;
  return { kind: 'left', tone: left < SOON && !renews ? 'soon' : 'calm', at: expires, milliseconds };
}
