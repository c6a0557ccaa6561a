import { describe, expect, it } from 'vitest';

import { address, placeOf } from '../src/router';
import { anchored, inSight, moved } from '../src/components/window';

describe('a long list', () => {
  it('draws what is in sight and some more', () => {
    expect(inSight(0, 100, 10, 1000, 2)).toEqual({ from: 0, to: 12 });
    expect(inSight(505, 100, 10, 1000, 2)).toEqual({ from: 48, to: 63 });
    expect(inSight(9999, 100, 10, 5, 2)).toEqual({ from: 5, to: 5 });
  });

  it('keeps what is in sight while rows arrive above it, and the top at the top', () => {
    const after = new Map(['n', 'a', 'b', 'c'].map((key, at) => [key, at]));
    expect(anchored(10, 10, ['a', 'b', 'c'], after)).toBe(20);
    expect(anchored(0, 10, ['a', 'b', 'c'], after)).toBe(0);
    expect(anchored(20, 10, ['x', 'y', 'z'], after)).toBe(20);
  });

  it('goes by keys and stays within', () => {
    expect(moved('ArrowDown', -1, 5, 3)).toBe(0);
    expect(moved('PageDown', 1, 5, 9)).toBe(4);
    expect(moved('ArrowUp', 0, 5, 3)).toBe(0);
    expect(moved('x', 0, 5, 3)).toBeUndefined();
    expect(moved('End', 0, 0, 3)).toBeUndefined();
  });
});

describe('addresses', () => {
  it('go both ways', () => {
    const hash = address('requests', ['a/b c'], { q: 'model:x & y' });
    const place = placeOf(hash);
    expect(place).toEqual({ page: 'requests', path: ['a/b c'], query: new Map([['q', 'model:x & y']]) });
  });

  it('lead to the overview when they lead nowhere', () => {
    for (const hash of ['', '#/', '#/nowhere/x', '#/%']) expect(placeOf(hash).page).toBe('overview');
  });
});
