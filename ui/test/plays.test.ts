import { expect, it, vi } from 'vitest';

import { createPlays } from '../src/store/plays';

const data = { kind: 'data', json: '{}' } as const;

it('keeps what comes to several requests apart', () => {
  const { play, hear } = createPlays(async () => {});
  const [first, second] = [vi.fn(), vi.fn()];
  play('{}', first);
  play('{}', second);
  hear(2, data);
  hear(1, { kind: 'ended' });
  hear(1, data);
  expect(first.mock.calls).toEqual([[{ kind: 'ended' }]]);
  expect(second.mock.calls).toEqual([[data]]);
});

it('stops one that is under way, once, and hears nothing more of it', () => {
  const ask = vi.fn(async () => {});
  const { play, hear } = createPlays(ask);
  const listener = vi.fn();
  const stop = play('{}', listener);
  stop();
  stop();
  hear(1, data);
  expect(ask.mock.calls).toEqual([[{ kind: 'play', play: 1, body: '{}' }], [{ kind: 'stopPlaying', play: 1 }]]);
  expect(listener).not.toHaveBeenCalled();
});

it('tells a refusal as a failure', async () => {
  const { play } = createPlays(async () => Promise.reject(new Error('There is no key yet.')));
  const listener = vi.fn();
  play('{}', listener);
  await vi.waitFor(() => expect(listener).toHaveBeenCalledWith({ kind: 'failed', status: null, message: 'There is no key yet.' }));
});
