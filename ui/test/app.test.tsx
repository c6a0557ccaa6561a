import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { FakeHost } from '../fake-host/host';
import { recorded, type StateName } from '../fake-host/recorded';
import { App } from '../src/App';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function open(state: StateName): Promise<FakeHost> {
  const host = new FakeHost(state);
  render(() => <App host={host} />);
  await vi.advanceTimersByTimeAsync(0);
  return host;
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

describe('the window', () => {
  const headlines: Record<StateName, string> = {
    running: 'Running',
    demo: 'Demo, no AWS',
    noCredentials: 'No AWS credentials found',
    portTaken: 'Port 8642 is taken',
    failed: 'Not running',
    starting: 'Starting…',
    stopping: 'Stopping…',
  };

  it.each(Object.entries(headlines))('says what is the matter: %s', async (state, headline) => {
    await open(state as StateName);
    expect(screen.getByRole('heading').textContent).toBe(headline);
  });

  it('shows the base URL, and never a place that was not filled', async () => {
    for (const state of Object.keys(recorded) as StateName[]) {
      await open(state);
      expect(document.body.textContent).not.toMatch(/[{}]/);
      cleanup();
    }
    await open('running');
    expect(screen.getByText('http://127.0.0.1:8642/v1')).toBeTruthy();
    expect(screen.getByText('AWS profile work · eu-central-1')).toBeTruthy();
  });

  it('copies, says so for a moment, and stops saying so', async () => {
    const host = await open('running');
    fireEvent.click(button('Copy base URL'));
    expect(host.requests).toEqual(['copyBaseUrl']);
    expect(button('Copy base URL').textContent).toBe('Copied');
    expect(button('Copy API key').textContent).toBe('Copy');
    await vi.advanceTimersByTimeAsync(2000);
    expect(button('Copy base URL').textContent).toBe('Copy');
  });

  it('tells why nothing was copied', async () => {
    const host = await open('running');
    host.tell({ kind: 'notCopied', request: 'copyApiKey', reason: 'no clipboard' });
    expect(screen.getByRole('alert').textContent).toBe('The clipboard cannot be used: no clipboard');
  });

  it('cannot copy what is not there', async () => {
    await open('starting');
    expect(button('Copy base URL').disabled).toBe(true);
    expect(button('Copy API key').disabled).toBe(true);
  });

  it('offers the demo when there are no credentials, and shows it', async () => {
    const host = await open('noCredentials');
    fireEvent.click(button('Try the demo'));
    expect(host.requests).toEqual(['tryDemo']);
    expect(screen.getByRole('heading').textContent).toBe('Demo, no AWS');
  });

  it('says that a key nobody keeps will be lost, and why', async () => {
    await open('noCredentials');
    expect(screen.getByText(/lasts until you quit\. No keychain service/)).toBeTruthy();
  });
});

describe('a host that does not answer', () => {
  it('is told about after a while', async () => {
    const host = { subscribe: async () => {}, request: async () => {} };
    render(() => <App host={host} />);
    expect(screen.getByText('Asking Outcrop for its state…')).toBeTruthy();
    await vi.advanceTimersByTimeAsync(3000);
    expect(screen.getByText(/Outcrop does not answer/)).toBeTruthy();
  });

  it('is told about at once when it refuses', async () => {
    const host = { subscribe: async () => Promise.reject(new Error('no')), request: async () => {} };
    render(() => <App host={host} />);
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.getByText(/Outcrop does not answer/)).toBeTruthy();
  });
});
