import { describe, expect, it } from 'vitest';

import { offered, run } from '../../src/pages/playground/tools';

const world = { now: () => Date.UTC(2026, 10, 22, 12, 0), random: () => 0.5 };
const ran = (name: string, args: object) => JSON.parse(run(name, JSON.stringify(args), world)) as Record<string, unknown>;

describe('the page’s tools', () => {
  it('tell the time', () => {
    expect(ran('current_time', {})['utc']).toBe('2026-11-22T12:00:00.000Z');
    expect(ran('current_time', {})['time']).toMatch(/^Sunday.* 22 November 2026 .*12:00:00 UTC$/);
    expect(ran('current_time', { time_zone: 'Asia/Taipei' })['time']).toMatch(/20:00:00/);
    expect(ran('current_time', { time_zone: 'Nowhere/Land' })['error']).toMatch(/Nowhere/);
  });

  it('calculate', () => {
    expect(ran('calculate', { sum: '2 * (3 + 4)' })).toEqual({ value: 14 });
    expect(ran('calculate', { sum: '1 / 0' })['error']).toMatch(/division by zero/);
    expect(ran('calculate', { sum: '2 +' })['error']).toBe('expected a number at 4');
    expect(ran('calculate', {})['error']).toBe('expected a number at 1');
  });

  it('roll dice', () => {
    expect(ran('roll_dice', {})).toEqual({ rolls: [4] });
    expect(ran('roll_dice', { count: 2, sides: 20 })).toEqual({ rolls: [11, 11] });
    expect(ran('roll_dice', { count: 1e9 })['error']).toBe('count must be a whole number from 1 to 100');
    expect(ran('roll_dice', { sides: 'six' })['error']).toBe('sides must be a whole number from 2 to 1000');
  });

  it('say what is wrong with a call', () => {
    expect(run('launch', '{}', world)).toBe('{"error":"there is no tool \'launch\'"}');
    expect(JSON.parse(run('roll_dice', '[1]', world))).toEqual({ error: 'the arguments are no object' });
    expect(JSON.parse(run('roll_dice', '{"count":', world))).toHaveProperty('error');
    expect(run('roll_dice', '', world)).toBe('{"rolls":[4]}');
  });

  it('are offered under the names that they run by', () => {
    for (const tool of offered as { function: { name: string } }[]) {
      expect(run(tool.function.name, '{}', world)).not.toMatch(/there is no tool/);
    }
  });
});
