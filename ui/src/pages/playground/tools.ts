// Tools that the page runs itself, and that harm nobody.

import { calculate } from './calculator';

/** What a tool needs of the world. */
export interface World {
  /** Milliseconds since 1970. */
  now: () => number;
  /** At least 0, less than 1. */
  random: () => number;
}

const MAX_DICE = 100;
const MAX_SIDES = 1000;

interface Tool {
  name: string;
  description: string;
  parameters: object;
  run: (input: Readonly<Record<string, unknown>>, world: World) => unknown;
}

const builtIn: readonly Tool[] = [
  {
    name: 'current_time',
    description: 'Tells the current date and time.',
    parameters: object({ time_zone: { type: 'string', description: 'An IANA name such as Europe/Berlin. Default: UTC.' } }),
    run: ({ time_zone: zone = 'UTC' }, { now }) => {
      const shown = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long', timeZone: String(zone) });
      return { time: shown.format(now()), utc: new Date(now()).toISOString() };
    },
  },
  {
    name: 'calculate',
    description: 'Calculates a sum with + - * / and parentheses.',
    parameters: object({ sum: { type: 'string', description: 'For example: 2 * (3 + 4)' } }, ['sum']),
    run: ({ sum }) => {
      const value = calculate(String(sum ?? ''));
      if (!Number.isFinite(value)) throw new Error('the result is no number: is there a division by zero?');
      return { value };
    },
  },
  {
    name: 'roll_dice',
    description: 'Rolls dice.',
    parameters: object({
      count: { type: 'integer', minimum: 1, maximum: MAX_DICE, description: 'Default: 1.' },
      sides: { type: 'integer', minimum: 2, maximum: MAX_SIDES, description: 'Default: 6.' },
    }),
    run: ({ count = 1, sides = 6 }, { random }) => {
      const dice = whole('count', count, 1, MAX_DICE);
      const most = whole('sides', sides, 2, MAX_SIDES);
      return { rolls: Array.from({ length: dice }, () => 1 + Math.floor(random() * most)) };
    },
  },
];

function object(properties: object, required: readonly string[] = []): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

function whole(name: string, value: unknown, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`${name} must be a whole number from ${least} to ${most}`);
}

/** The tools as a request names them. */
export const offered: readonly object[] = builtIn.map(({ name, description, parameters }) => ({
  type: 'function',
  function: { name, description, parameters },
}));

/** Runs a call: its result as JSON, or what was wrong with it, which the model may mend. */
export function run(name: string, args: string, world: World): string {
  const tool = builtIn.find((one) => one.name === name);
  if (tool === undefined) return wrong(`there is no tool '${name}'`);
  try {
    const input: unknown = JSON.parse(args === '' ? '{}' : args);
    if (input === null || typeof input !== 'object' || Array.isArray(input)) return wrong('the arguments are no object');
    return JSON.stringify(tool.run(input as Record<string, unknown>, world));
  } catch (thrown) {
    return wrong(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

const wrong = (error: string): string => JSON.stringify({ error });
