// The window in English, without the wait for a dictionary.

import { render } from '@solidjs/testing-library';
import type { JSX } from 'solid-js';
import { vi } from 'vitest';

import { FakeHost } from '../fake-host/host';
import type { StateName } from '../fake-host/recorded/states';
import { App } from '../src/App';
import { ToastRegion } from '../src/components/Toast';
import type { Host } from '../src/host';
import { createSpeech, SpeechProvider } from '../src/i18n';
import { createRouter, RouterProvider } from '../src/router';
import en from './english';

/** Draws anything with words, toasts and a router around it. */
export function draw(children: () => JSX.Element): void {
  render(() => (
    <SpeechProvider value={createSpeech('en', en)}>
      <RouterProvider value={createRouter()}>
        <ToastRegion>{children()}</ToastRegion>
      </RouterProvider>
    </SpeechProvider>
  ));
}

/** Opens the window on a host, at an address. The page itself comes a moment later. */
export async function open<H extends Host>(host: H, address = '#/overview'): Promise<H> {
  location.hash = address;
  render(() => (
    <SpeechProvider value={createSpeech('en', en)}>
      <App host={host} />
    </SpeechProvider>
  ));
  if (vi.isFakeTimers()) await vi.advanceTimersByTimeAsync(0);
  return host;
}

/** Opens the window on a recorded state, at an address. */
export const openOn = (state: StateName, address?: string): Promise<FakeHost> => open(new FakeHost(state), address);
