import { cleanup, fireEvent, screen, within } from '@solidjs/testing-library';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { FakeHost } from '../../fake-host/host';
import type { StateName } from '../../fake-host/recorded/states';
// The page is at hand before the window asks for it, so that no test waits for a bundler.
import '../../src/pages/models';
import '../../src/pages/reasoning';
import { openOn } from '../render';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const SONNET = 'eu.anthropic.claude-sonnet-5';
async function page(address = '#/models', state: StateName = 'running'): Promise<FakeHost> {
  const host = await openOn(state, address);
  await vi.waitFor(() => screen.getByRole('heading', { level: 1 }));
  return host;
}
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
const search = (words: string) => fireEvent.input(screen.getByRole('searchbox'), { target: { value: words } });
const grid = () => screen.getByRole('grid', { name: 'Models' });
const rows = () => within(grid()).getAllByRole('row').slice(1);
const settle = () => vi.advanceTimersByTimeAsync(300);
const changes = (host: FakeHost) => host.asked.flatMap((request) => (request.kind === 'change' ? [request.change] : []));

describe('the list', () => {
  it('finds models, says how many, and puts the filter into the address', async () => {
    await page();
    search('sonnet 4.6');
    expect(rows()).toHaveLength(3);
    expect(screen.getByText('3 of 144')).toBeTruthy();
    fireEvent.click(button(/^Favourites/));
    expect(screen.getByText('No model is like that')).toBeTruthy();
    await settle();
    expect(location.hash).toBe('#/models?q=sonnet+4.6&favourites=1');
    fireEvent.click(screen.getAllByRole('button', { name: 'Clear filters' })[0]!);
    expect(screen.getByText('144 of 144')).toBeTruthy();
  });

  it('shows what an address asks for', async () => {
    await page('#/models?provider=cohere&output=EMBEDDING&sort=-name');
    const names = rows().map((row) => row.querySelector('.models-name span')?.textContent);
    expect(names).toEqual(['Global Embed v4', 'US Embed v4', 'Embed v4', 'Embed Multilingual', 'Embed English'].sort().reverse());
  });

  it('is as it was left when the reader comes back', async () => {
    await page();
    search('nova');
    await settle();
    location.hash = '#/reasoning';
    await settle();
    location.hash = '#/models';
    await settle();
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('nova');
  });

  it('is sorted by its headers', async () => {
    await page();
    const header = () => screen.getByRole('columnheader', { name: /^Price/ });
    fireEvent.click(within(header()).getByRole('button'));
    expect(header().getAttribute('aria-sort')).toBe('ascending');
    fireEvent.click(within(header()).getByRole('button'));
    expect(header().getAttribute('aria-sort')).toBe('descending');
    expect(rows()[0]?.textContent).toMatch(/\$15\.00 in/);
  });

  it('goes from model to model by keys, and shows each', async () => {
    await page('#/models?q=claude+opus+5');
    fireEvent.keyDown(grid(), { key: 'ArrowDown' });
    const first = screen.getByRole('complementary').getAttribute('aria-label');
    fireEvent.keyDown(grid(), { key: 'ArrowDown' });
    expect(screen.getByRole('complementary').getAttribute('aria-label')).not.toBe(first);
    fireEvent.keyDown(grid(), { key: 'Enter' });
    expect(document.activeElement).toBe(screen.getByRole('complementary'));
    fireEvent.keyDown(screen.getByRole('complementary'), { key: 'Escape' });
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(document.activeElement).toBe(grid());
  });

  it('keeps favourites without opening the model', async () => {
    const host = await page('#/models?q=nova+micro');
    fireEvent.click(within(rows()[0]!).getByRole('button', { name: /favourite/ }));
    expect(changes(host).at(-1)).toMatchObject({ setting: 'favourites', value: expect.arrayContaining([SONNET]) });
    expect(screen.queryByRole('complementary')).toBeNull();
  });
});

describe('a model', () => {
  it('says when it ends', async () => {
    await page('#/models/mistral.devstral-2-123b?q=devstral');
    expect(within(rows()[0]!).getByText('Ends Mar 2027').title).toMatch(/^Legacy · Ends .*30.*2027/);
  });

  it('tells what is known of it', async () => {
    await page(`#/models/${SONNET}`);
    const facts = screen.getByRole('complementary', { name: 'About EU Claude Sonnet 5' }).textContent;
    for (const fact of ['anthropic.claude-sonnet-5', '1,000,000 tokens', 'regions of the European Union', 'Read from cache', '$0.20']) {
      expect(facts).toContain(fact);
    }
  });

  it('says why it cannot be used, what to do, and asks again', async () => {
    const host = await page('#/models/us.xai.grok-4.7');
    expect(screen.getByRole('alert').textContent).toMatch(/may not call this model.*What to do: Ask whoever manages/);
    fireEvent.click(button('Check again'));
    expect(host.asked).toContainEqual({ kind: 'checkAccess', models: ['us.xai.grok-4.7'] });
  });

  it('is made the default, thinks as it is told, is copied and tried', async () => {
    const host = await page('#/models/global.anthropic.claude-sonnet-4-6');
    fireEvent.click(button('Make it the default'));
    expect(changes(host).at(-1)).toEqual({ setting: 'defaultChat', value: 'global.anthropic.claude-sonnet-4-6' });
    fireEvent.click(button('Choose by itself again'));
    expect(changes(host).at(-1)).toEqual({ setting: 'defaultChat', value: null });
    fireEvent.change(screen.getByRole('combobox', { name: 'Reasoning effort' }), { target: { value: 'high' } });
    expect(changes(host).at(-1)).toMatchObject({ setting: 'efforts', value: expect.arrayContaining([{ model: 'global.anthropic.claude-sonnet-4-6', effort: 'high' }]) });
    fireEvent.click(button('Copy the id'));
    expect(host.asked.at(-1)).toEqual({ kind: 'copyText', text: 'global.anthropic.claude-sonnet-4-6' });
    fireEvent.click(button('Try it'));
    await settle();
    expect(location.hash).toBe('#/playground?model=global.anthropic.claude-sonnet-4-6');
  });
});

describe('the state of the list', () => {
  it('is told while it is read, and how old it is', async () => {
    const host = await page();
    expect(screen.getByText('Read 3 hours ago')).toBeTruthy();
    fireEvent.click(button('Refresh'));
    expect(host.asked.at(-1)).toEqual({ kind: 'refreshModels' });
    await vi.advanceTimersByTimeAsync(850);
    expect(screen.getByText('Checking access, 90 of 214')).toBeTruthy();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('42');
    await vi.advanceTimersByTimeAsync(1600);
    expect(screen.getByText('Read now')).toBeTruthy();
  });

  it('names the lists that could not be read, with AWS’s reason', async () => {
    await page('#/models', 'partial');
    expect(screen.getByText('2 of AWS\'s lists could not be read')).toBeTruthy();
    expect(screen.getByText(/may not call bedrock:ListInferenceProfiles/)).toBeTruthy();
  });

  it('says what failed and what to do, and offers to try again', async () => {
    const host = await page('#/models', 'noCredentials');
    expect(screen.getByRole('alert').textContent).toMatch(/No AWS credentials were found\. Choose a profile/);
    fireEvent.click(button('Try again'));
    expect(host.asked.at(-1)).toEqual({ kind: 'refreshModels' });
  });

  it('explains an empty list', async () => {
    await page('#/models', 'unlisted');
    expect(screen.getByRole('heading', { name: 'No models yet' })).toBeTruthy();
    expect(screen.queryByRole('searchbox')).toBeNull();
  });
});

describe('aliases', () => {
  const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
  const write = (name: string, value: string) => fireEvent.input(field(name), { target: { value } });
  const dialog = () => within(screen.getByRole('dialog'));

  it('are made for a model, after what is wrong has been said', async () => {
    const host = await page(`#/models/${SONNET}`);
    fireEvent.click(button('Add alias'));
    write('Name', 'fast');
    write('Region', 'Frankfurt');
    fireEvent.click(dialog().getByRole('button', { name: 'Save' }));
    expect(dialog().getByText('There is an alias of this name already.')).toBeTruthy();
    expect(dialog().getByText(/This is no region/)).toBeTruthy();
    expect(changes(host)).toEqual([]);
    write('Name', 'best');
    write('Region', 'eu-west-1');
    expect(dialog().getByText('"model": "best"')).toBeTruthy();
    expect(dialog().getByText(`It goes to ${SONNET} in eu-west-1`)).toBeTruthy();
    fireEvent.click(dialog().getByRole('button', { name: 'Save' }));
    expect(changes(host)).toMatchObject([{ setting: 'aliases', value: [{ name: 'fast' }, { name: 'review' }, { name: 'best', model: SONNET, profile: null, region: 'eu-west-1' }] }]);
    await settle();
    expect(dialog().getByText('best')).toBeTruthy();
  });

  it('are changed and deleted', async () => {
    const host = await page();
    fireEvent.click(button(/^Aliases/));
    fireEvent.click(dialog().getByRole('button', { name: 'Edit fast' }));
    expect(field('Name').value).toBe('fast');
    write('Name', 'quick');
    fireEvent.click(dialog().getByRole('button', { name: 'Save' }));
    expect(changes(host).at(-1)).toMatchObject({ value: [{ name: 'quick' }, { name: 'review' }] });
    await settle();
    fireEvent.click(dialog().getByRole('button', { name: 'Delete review' }));
    expect(changes(host).at(-1)).toMatchObject({ value: [{ name: 'quick' }] });
  });

  it('choose their model by words and keys, or take an id as it is written', async () => {
    const host = await page();
    fireEvent.click(button(/^Aliases/));
    fireEvent.click(dialog().getByRole('button', { name: 'Add alias' }));
    const model = dialog().getByRole<HTMLInputElement>('combobox', { name: 'Model' });
    fireEvent.input(model, { target: { value: 'eu opus 4.6' } });
    fireEvent.keyDown(model, { key: 'Enter' });
    expect(model.value).toBe('EU Claude Opus 4.6');
    // A whole id means that model, and no other whose id contains it.
    fireEvent.input(model, { target: { value: 'amazon.nova-lite-v1:0' } });
    fireEvent.blur(model);
    expect(model.value).toBe('Nova Lite');
    fireEvent.input(model, { target: { value: 'arn:aws:bedrock:x' } });
    fireEvent.blur(model);
    write('Name', 'mine');
    fireEvent.click(dialog().getByRole('button', { name: 'Save' }));
    expect(changes(host).at(-1)).toMatchObject({ value: expect.arrayContaining([expect.objectContaining({ name: 'mine', model: 'arn:aws:bedrock:x' })]) });
  });
});
