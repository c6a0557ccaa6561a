import { cleanup, fireEvent, screen, within } from '@solidjs/testing-library';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Request } from '../src/bindings';
import { leftOf, SOON } from '../src/pages/overview/left';
import { openOn } from './render';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
const ready = () => screen.findByRole('heading', { level: 1, name: 'Overview' });

describe('the state', () => {
  const offered: [Parameters<typeof openOn>[0], string, Request][] = [
    ['expired', 'Sign in', { kind: 'take', offer: 'signIn' }],
    ['noCredentials', 'Try the demo', { kind: 'take', offer: 'tryDemo' }],
    ['portTaken', 'Use a free port', { kind: 'take', offer: 'useFreePort' }],
    ['noKeychain', 'Use a key for this session', { kind: 'take', offer: 'useSessionKey' }],
    ['demo', 'Leave the demo', { kind: 'take', offer: 'leaveDemo' }],
    ['stopped', 'Start', { kind: 'start' }],
    ['running', 'Stop', { kind: 'stop' }],
  ];
  it.each(offered)('%s is mended by %s', async (state, name, request) => {
    const host = await openOn(state);
    await ready();
    fireEvent.click(button(name));
    expect(host.asked).toContainEqual(request);
  });

  it('names who holds the port', async () => {
    await openOn('portTaken');
    await ready();
    expect(screen.getByText(/^node \(4711\) listens there/)).toBeTruthy();
  });

  it('shows every trouble, and the place of a mistake', async () => {
    const host = await openOn('troubled');
    await ready();
    expect(screen.getByText('/home/jo/.config/outcrop/settings.toml, line 14')).toBeTruthy();
    expect(screen.getByText(/AWS_PROFILE=personal, AWS_ACCESS_KEY_ID would have given/)).toBeTruthy();
    fireEvent.click(button('Show the file'));
    expect(host.asked).toContainEqual({ kind: 'showFile', path: '/home/jo/.config/outcrop/settings.toml' });
  });
});

describe('base URL and key', () => {
  it('copies, says so for a moment, and stops saying so', async () => {
    const host = await openOn('running');
    await ready();
    fireEvent.click(button('Copy base URL'));
    await vi.advanceTimersByTimeAsync(0);
    expect(host.asked).toContainEqual({ kind: 'copyBaseUrl' });
    const shown = () => button('Copy base URL').querySelector('[data-shown="true"]')?.textContent;
    expect(shown()).toBe('Copied');
    await vi.advanceTimersByTimeAsync(2000);
    expect(shown()).toBe('Copy');
  });

  it('says why nothing was copied', async () => {
    const host = await openOn('running');
    await ready();
    host.refusals.set('copyApiKey', 'The clipboard cannot be used: no display.');
    fireEvent.click(button('Copy API key'));
    expect(await screen.findByText('The clipboard cannot be used: no display.')).toBeTruthy();
  });

  it('cannot copy what is not there', async () => {
    await openOn('noKeychain');
    await ready();
    expect(button('Copy base URL').disabled).toBe(true);
    expect(button('Copy API key').disabled).toBe(true);
  });

  it('shows the key on demand, and not for long', async () => {
    await openOn('running');
    await ready();
    expect(screen.queryByText(/^outcrop_/)).toBeNull();
    fireEvent.click(button('Show the API key'));
    expect(await screen.findByText(/^outcrop_/)).toBeTruthy();
    await vi.advanceTimersByTimeAsync(31_000);
    expect(screen.queryByText(/^outcrop_/)).toBeNull();
  });

  it('makes a new key only after asking', async () => {
    const host = await openOn('running');
    await ready();
    fireEvent.click(button('New key…'));
    const dialog = await screen.findByRole('dialog', { name: 'Make a new API key?' });
    expect(host.asked).not.toContainEqual({ kind: 'rotateKey' });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Make a new key' }));
    expect(host.asked).toContainEqual({ kind: 'rotateKey' });
  });
});

describe('the identity', () => {
  it('is chosen among the profiles that work', async () => {
    const host = await openOn('running');
    await ready();
    const picker = screen.getByLabelText<HTMLSelectElement>('Profile');
    expect(picker.selectedOptions[0]?.textContent).toBe('work');
    const broken = [...picker.options].find((option) => option.textContent === 'old-laptop (broken)');
    expect(broken?.disabled).toBe(true);
    const prod = [...picker.options].find((option) => option.textContent === 'prod');
    fireEvent.change(picker, { target: { value: prod?.value } });
    expect(host.asked).toContainEqual({ kind: 'chooseWho', who: { kind: 'profile', name: 'prod' } });
  });

  it('counts down, and becomes a reason to act', () => {
    const now = 1_000_000;
    expect(leftOf(null, false, now)).toMatchObject({ kind: 'endless', tone: 'calm' });
    expect(leftOf(now + 3_725_000, false, now)).toMatchObject({ tone: 'calm', milliseconds: 3_720_000 });
    expect(leftOf(now + 65_400, false, now)).toMatchObject({ tone: 'soon', milliseconds: 65_000 });
    expect(leftOf(now + SOON - 1, true, now)).toMatchObject({ tone: 'calm' });
    expect(leftOf(now, false, now)).toMatchObject({ kind: 'over', tone: 'over' });
  });

  it('shows the code of a sign-in, and gives it up when asked', async () => {
    const host = await openOn('signingIn');
    await ready();
    expect(screen.getByText('KMPR-TXQW')).toBeTruthy();
    fireEvent.click(button('Open the page'));
    expect(host.asked).toContainEqual({ kind: 'openLink', link: 'signIn' });
    fireEvent.click(button('Cancel'));
    expect(host.asked).toContainEqual({ kind: 'cancelSignIn' });
    expect(screen.queryByText('KMPR-TXQW')).toBeNull();
  });

  it('asks for the code of a second factor on any page, and takes six digits only', async () => {
    const host = await openOn('mfa', '#/models');
    const dialog = await screen.findByRole('dialog', { name: 'Code of the second factor' });
    const code = within(dialog).getByLabelText('Code');
    fireEvent.input(code, { target: { value: '12' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Go on' }));
    expect(within(dialog).getByText('A code has six digits.')).toBeTruthy();
    fireEvent.input(code, { target: { value: '123 456' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Go on' }));
    expect(host.asked).toContainEqual({ kind: 'answerMfa', code: '123456' });
  });
});

describe('today', () => {
  it('is told in figures', async () => {
    await openOn('running');
    await ready();
    const figure = (name: string) => screen.getByText(name).parentElement?.textContent;
    expect(screen.getByRole('img', { name: /^In the last hour: \d+ requests, \d+ failed$/ })).toBeTruthy();
    expect(figure('Cost')).toBe('Cost$24.863 without a price');
    expect(figure('Input tokens')).toBe('Input tokens9.4M65% from cache');
  });

  it('leads to the clients while nobody has called', async () => {
    await openOn('quiet');
    await ready();
    fireEvent.click(button('Connect a client'));
    expect(location.hash).toBe('#/connect');
  });
});
