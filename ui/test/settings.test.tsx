import { cleanup, fireEvent, screen, waitFor, within } from '@solidjs/testing-library';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { originOf } from '../src/pages/settings/origin';
import { openOn } from './render';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function openPart(part: string, state: Parameters<typeof openOn>[0] = 'running') {
  const host = await openOn(state, `#/settings/${part}`);
  await screen.findByRole('heading', { level: 1, name: 'Settings' });
  return host;
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

describe('the gateway', () => {
  it('takes a port that is one, and says what a port is', async () => {
    const host = await openPart('gateway');
    const port = screen.getByLabelText<HTMLInputElement>('Port');
    fireEvent.change(port, { target: { value: '70000' } });
    expect(screen.getByRole('alert').textContent).toBe('A port is a whole number from 0 to 65535.');
    expect(host.asked).toEqual([]);
    fireEvent.change(port, { target: { value: '9000' } });
    expect(host.asked).toEqual([{ kind: 'change', change: { setting: 'port', value: 9000 } }]);
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('shows a switch as it is, and why it was not changed', async () => {
    const host = await openPart('gateway');
    host.refusals.set('change', 'settings.toml cannot be written: read-only file system.');
    const strict = screen.getByRole<HTMLInputElement>('switch', { name: 'Strict' });
    fireEvent.click(strict);
    expect(await screen.findByText(/read-only file system/)).toBeTruthy();
    expect(strict.checked).toBe(false);
    host.refusals.clear();
    fireEvent.click(strict);
    await waitFor(() => expect(strict.checked).toBe(true));
  });

  it('adds and removes origins', async () => {
    const host = await openPart('gateway');
    fireEvent.input(screen.getByLabelText('Origin'), { target: { value: 'app.example' } });
    fireEvent.click(button('Add'));
    expect(screen.getByText(/An origin begins with http/)).toBeTruthy();
    fireEvent.input(screen.getByLabelText('Origin'), { target: { value: 'https://app.example/page' } });
    fireEvent.click(button('Add'));
    expect(await screen.findByText('https://app.example')).toBeTruthy();
    fireEvent.click(button('Remove http://localhost:3000'));
    expect(host.asked.at(-1)).toEqual({ kind: 'change', change: { setting: 'origins', value: ['https://app.example'] } });
  });

  it.each([
    ['https://app.example/page?q', 'https://app.example'],
    [' http://localhost:3000 ', 'http://localhost:3000'],
    ['localhost:3000', undefined],
    ['file:///home', undefined],
    ['', undefined],
  ])('finds the origin of %j', (typed, origin) => expect(originOf(typed)).toBe(origin));
});

describe('keys', () => {
  it('keep a Bedrock key without showing it, and forget it', async () => {
    const host = await openPart('keys');
    const field = screen.getByLabelText<HTMLInputElement>('Bedrock API key');
    expect(field.type).toBe('password');
    fireEvent.input(field, { target: { value: ' bedrock-api-key-x ' } });
    fireEvent.click(button('Keep'));
    expect(host.asked).toContainEqual({ kind: 'keepBedrockKey', key: 'bedrock-api-key-x' });
    await waitFor(() => expect(field.value).toBe(''));
    fireEvent.click(button('Use it'));
    expect(host.asked).toContainEqual({ kind: 'chooseWho', who: { kind: 'bedrockKey' } });
    fireEvent.click(button('Forget'));
    expect(host.asked).toContainEqual({ kind: 'forgetBedrockKey' });
  });
});

describe('the app', () => {
  it('changes language and theme at once', async () => {
    const host = await openPart('app');
    fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    fireEvent.change(screen.getByLabelText('Language'), { target: { value: 'zh-CN' } });
    expect(host.asked.at(-1)).toEqual({ kind: 'change', change: { setting: 'language', value: 'zh-CN' } });
    expect(await screen.findByRole('heading', { level: 1, name: '设置' })).toBeTruthy();
    host.become({ settings: { ...host.world.settings, language: 'en', theme: 'system' } });
  });

  it('says where the settings were exported, and takes others', async () => {
    const host = await openPart('app');
    fireEvent.click(button('Export'));
    const done = await screen.findByText('/home/jo/Downloads/outcrop-settings.toml');
    fireEvent.click(within(done.closest<HTMLElement>('.banner')!).getByRole('button', { name: 'Show' }));
    expect(host.asked.at(-1)).toEqual({ kind: 'showFile', path: '/home/jo/Downloads/outcrop-settings.toml' });
    const file = new File(['port = 9000'], 'other.toml');
    fireEvent.change(document.querySelector('input[type=file]')!, { target: { files: [file] } });
    await waitFor(() => expect(host.asked.at(-1)).toEqual({ kind: 'importSettings', text: 'port = 9000' }));
    expect(await screen.findByText('The settings of other.toml are in force.')).toBeTruthy();
  });
});

describe('the doctor', () => {
  it('goes step by step, and sums up', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await openPart('doctor');
    fireEvent.click(button('Examine'));
    expect(await screen.findByText('Examining…')).toBeTruthy();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(screen.getByText('It works, with 1 oddity')).toBeTruthy();
    expect(screen.getAllByRole('listitem').length).toBeGreaterThan(6);
  });

  it('counts what is wrong, and keeps the remedy readable', async () => {
    await openPart('doctor', 'expired');
    expect(screen.getByText('1 thing is wrong')).toBeTruthy();
    expect(screen.getAllByText('aws sso login --profile work').length).toBe(1);
  });
});
