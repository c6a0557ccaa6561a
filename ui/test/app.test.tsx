import { cleanup, fireEvent, screen, waitFor } from '@solidjs/testing-library';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { FakeHost } from '../fake-host/host';
import { states, type StateName } from '../fake-host/recorded/states';
import type { Host } from '../src/host';
import { pages } from '../src/router';
import { open, openOn } from './render';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const heading = () => screen.getByRole('heading', { level: 1 });
const link = (name: string) => screen.getByRole('link', { name });

describe('the window', () => {
  it.each(pages)('opens %s by its address, names itself, and marks the way', async (page) => {
    await openOn('running', `#/${page}`);
    const title = await screen.findByRole('heading', { level: 1 });
    expect(document.title).toBe(`${title.textContent} · Outcrop`);
    expect(screen.getByRole('link', { current: 'page' }).getAttribute('href')).toBe(`#/${page}`);
  });

  it('goes to pages by click and by key, and takes the focus there', async () => {
    await openOn('running');
    await screen.findByRole('heading', { level: 1, name: 'Overview' });
    expect(document.activeElement).toBe(document.body);
    location.hash = link('Models').getAttribute('href')!;
    await screen.findByRole('heading', { level: 1, name: 'Models' });
    await waitFor(() => expect(document.activeElement).toBe(heading()));
    fireEvent.keyDown(document.body, { key: '5', ctrlKey: true });
    await screen.findByRole('heading', { level: 1, name: 'Connect' });
  });

  it('never shows a place that was not filled', async () => {
    const host = await openOn('running');
    await screen.findByRole('heading', { level: 1 });
    for (const state of Object.keys(states) as StateName[]) {
      host.show(state);
      expect(document.body.textContent, state).not.toMatch(/[{}]/);
    }
  });

  it('says at its foot what runs, and as whom', async () => {
    const host = await openOn('running');
    expect(screen.getByText('work · eu-central-1')).toBeTruthy();
    host.show('demo');
    expect(screen.getByText('Simulator on this computer')).toBeTruthy();
  });

  it('changes theme and language with the settings, without a reload', async () => {
    const host = await openOn('running');
    const settings = host.world.settings;
    host.become({ settings: { ...settings, theme: 'dark', language: 'zh-TW' } });
    expect(document.documentElement.dataset['theme']).toBe('dark');
    await screen.findByRole('link', { name: '總覽' });
    expect(document.documentElement.lang).toBe('zh-TW');
    host.become({ settings: { ...settings, language: 'en' } });
    await screen.findByRole('link', { name: 'Overview' });
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });
});

describe('a host that does not answer', () => {
  const mute: Host = { subscribe: async () => {}, ask: async () => ({ kind: 'done' }) };

  it('is told about after a while', async () => {
    vi.useFakeTimers();
    await open(mute);
    expect(screen.getByText('Asking Outcrop for its state…')).toBeTruthy();
    await vi.advanceTimersByTimeAsync(3000);
    expect(screen.getByRole('alert').textContent).toMatch(/Outcrop does not answer/);
  });

  it('is told about at once when it refuses, and forgiven when it speaks', async () => {
    const host = new FakeHost('running');
    let tell = () => {};
    await open({
      ...mute,
      subscribe: async (listener) => {
        tell = () => void host.subscribe(listener);
        throw new Error('no');
      },
    });
    await screen.findByText(/Outcrop does not answer/);
    tell();
    await screen.findByRole('heading', { level: 1 });
  });
});
