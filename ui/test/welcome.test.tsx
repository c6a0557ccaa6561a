import { cleanup, fireEvent, screen, waitFor } from '@solidjs/testing-library';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { arrive } from '../fake-host/answers';
import { models, noModels } from '../fake-host/recorded/models';
import { blank, running } from '../fake-host/recorded/overview';
import { masked, snippets } from '../src/pages/welcome/snippets';
import { resumed } from '../src/pages/welcome/steps';
import { openOn } from './render';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const step = (name: string) => screen.findByRole('heading', { level: 2, name });

describe('the first run', () => {
  it('is what the window opens on the first time, and only then', async () => {
    await openOn('first', '');
    await step('Who are you on AWS?');
    cleanup();
    await openOn('running', '');
    await screen.findByRole('heading', { level: 1, name: 'Overview' });
    cleanup();
    await openOn('first', '#/requests');
    await screen.findByRole('heading', { level: 1, name: 'Requests' });
  });

  it('goes from a profile to the first answer', async () => {
    const host = await openOn('first', '');
    await step('Who are you on AWS?');
    expect(screen.getByText('7 profiles found in ~/.aws.')).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'old-laptop' }).disabled).toBe(true);
    fireEvent.click(screen.getByRole('radio', { name: 'work' }));
    await waitFor(() =>
      expect(host.asked).toContainEqual({ kind: 'chooseWho', who: { kind: 'profile', name: 'work' } }),
    );

    fireEvent.click(button('Next'));
    await step('What can you use?');
    expect(host.asked).toContainEqual({ kind: 'refreshModels' });
    expect(await screen.findByText(/^Checking which models/)).toBeTruthy();
    expect(await screen.findByText(/models are listed$/)).toBeTruthy();

    fireEvent.click(button('Next'));
    await step('Tell a client');
    fireEvent.click(button('Copy the snippet'));
    expect(host.asked.at(-1)).toMatchObject({ kind: 'copyText', text: expect.stringContaining('api_key="{{key}}"') });
    expect(document.body.textContent).not.toContain('{{key}}');

    fireEvent.click(button('Next'));
    await step('Watch it arrive');
    expect(screen.getByText('Waiting for a request…')).toBeTruthy();
    arrive(host);
    expect(await screen.findByText(/has called; the answer is on its way$/)).toBeTruthy();
    expect(await screen.findByText(/has its answer$/)).toBeTruthy();

    fireEvent.click(button('Finish'));
    await screen.findByRole('heading', { level: 1, name: 'Overview' });
    expect(host.world.settings.welcomed).toBe(true);
    expect(screen.queryByText('The first steps are not done')).toBeNull();
  });

  it('can be skipped, and left and taken up again', async () => {
    const host = await openOn('first', '#/overview');
    await screen.findByText('The first steps are not done');
    fireEvent.click(button('Go on'));
    await step('Who are you on AWS?');
    fireEvent.click(button('Skip'));
    await screen.findByRole('heading', { level: 1, name: 'Overview' });
    expect(host.world.settings.welcomed).toBe(true);
  });

  it('offers the demo, and a way to a key, where there is no profile', async () => {
    const host = await openOn('firstBare', '');
    await step('Who are you on AWS?');
    expect(screen.getByText('No AWS profiles were found')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'Demo, no AWS' }));
    await waitFor(() => expect(host.asked).toContainEqual({ kind: 'take', offer: 'tryDemo' }));
  });

  it('says what hinders it, and what helps', async () => {
    const host = await openOn('noKeychain', '#/welcome/identity');
    await step('Who are you on AWS?');
    fireEvent.click(button('Use a key for this session'));
    expect(host.asked).toContainEqual({ kind: 'take', offer: 'useSessionKey' });
  });

  it('sends a request of its own, and says when that cannot be', async () => {
    const host = await openOn('first', '#/welcome/request');
    await step('Watch it arrive');
    host.refusals.set('play', 'The gateway is not running.');
    fireEvent.click(button('Send one from here'));
    expect(await screen.findByText('The gateway is not running.')).toBeTruthy();
  });
});

it('begins with the first step that is not done', () => {
  expect(resumed(undefined, undefined)).toBe('identity');
  expect(resumed(blank(), models())).toBe('identity');
  expect(resumed(running(), noModels())).toBe('models');
  expect(resumed(running(), models())).toBe('client');
  expect(resumed({ ...blank(), source: 'demo' }, models())).toBe('client');
});

it.each(Object.entries(snippets))('the %s snippet asks the gateway, with the key left to the app', (_, snippet) => {
  const text = snippet('http://127.0.0.1:8642/v1', 'nova');
  expect(text).toContain('http://127.0.0.1:8642/v1');
  expect(text).toContain('nova');
  expect(text).toContain('{{key}}');
  expect(masked(text)).not.toContain('{{');
});
