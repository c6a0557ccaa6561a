import { cleanup, fireEvent, screen, waitFor, within } from '@solidjs/testing-library';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { FakeHost } from '../../fake-host/host';
import type { Request, Row } from '../../src/bindings';
import { openOn } from '../render';
import { row } from './rows';

const press = (key: string, on: Element = document.body) => fireEvent.keyDown(on, { key });
const list = () => screen.findByRole('grid', { name: 'Requests, newest first' });
const rows = async () => within(await list()).getAllByRole('row').slice(1);
const filter = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter the requests' });
const asked = <K extends Request['kind']>(host: FakeHost, kind: K) => host.asked.filter((one): one is Extract<Request, { kind: K }> => one.kind === kind);

const write = (text: string) => {
  filter().value = text;
  fireEvent.input(filter());
};

/** Tells the page of rows, and waits until the newest is shown. */
const tell = async (host: FakeHost, told: Row[], fresh = true) => {
  host.tell({ kind: 'rows', fresh, rows: told });
  host.become({ rows: [...told].reverse() });
  await waitFor(async () => expect(await screen.findByRole('grid')).toBeTruthy());
  await new Promise((done) => requestAnimationFrame(done));
};

const open = async (told: Row[], capture = false) => {
  const host = await openOn(capture ? 'captured' : 'quiet', '#/requests');
  await screen.findByRole('heading', { name: 'Requests' });
  await tell(host, told);
  return host;
};

const three = [
  row({ id: 1, model: 'nova', resolvedModel: null }),
  row({ id: 2, outcome: 'failed', status: 429, error: { code: 'rate_limited', message: 'Wait a little.' }, captured: false }),
  row({ id: 3, outcome: 'open', status: null, duration: null, firstToken: null }),
];

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

describe('the list', () => {
  it('says where to point a client while there is nothing', async () => {
    await openOn('quiet', '#/requests');
    expect(await screen.findByText('No requests yet')).toBeTruthy();
    expect(screen.getByText('http://127.0.0.1:8642/v1')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'A command to try' }).textContent).toMatch(/^curl .*\/models .*outcrop_•+"$/u);
  });

  it('offers to start what was stopped', async () => {
    const host = await openOn('quiet', '#/requests');
    await screen.findByText('No requests yet');
    const { overview } = host.world;
    host.become({ overview: { ...overview, condition: { kind: 'stopped' }, baseUrl: null } });
    const start = await screen.findByRole('button', { name: 'Start' });
    expect(screen.queryByRole('button', { name: 'Connect a client' })).toBeNull();
    fireEvent.click(start);
    expect(host.asked).toContainEqual({ kind: 'start' });
  });

  it('speaks another language as soon as the settings say so', async () => {
    const host = await openOn('captured', '#/requests/120');
    await screen.findByRole('button', { name: 'Send again' });
    host.become({ settings: { ...host.world.settings, language: 'zh-CN' } });
    expect(await screen.findByRole('button', { name: '重新发送' })).toBeTruthy();
    expect(screen.getByText('时间线')).toBeTruthy();
  });

  it('has the newest first, with what became of each', async () => {
    await open(three);
    const drawn = await rows();
    expect(drawn.map((one) => one.querySelector('.standing')?.textContent)).toEqual(['Running', 'Failed429', 'Finished200']);
    expect(drawn[2]?.textContent).toContain('nova');
  });

  it('filters, counts, and says what it did not understand', async () => {
    await open(three);
    write('-status:ok cost:dear');
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    expect(screen.getByText('2 of 3 requests')).toBeTruthy();
    expect(screen.getByText('cost:dear is left out. Write cost:>0.01.')).toBeTruthy();
    write('nothing-like-this');
    expect(await screen.findByText('No request matches')).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'Clear the filter' })[0]!);
    expect(await rows()).toHaveLength(3);
  });

  it('takes a suggestion by keys', async () => {
    await open(three);
    write('mo');
    const input = filter();
    input.setSelectionRange(2, 2);
    fireEvent.input(input);
    expect(screen.getByRole('option', { name: /^model:/u })).toBeTruthy();
    press('ArrowDown', input);
    expect(input.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option').id);
    press('Enter', input);
    expect(input.value).toBe('model:');
    expect(screen.getAllByRole('option').map((one) => one.textContent)).toEqual(['model:claude-sonnet-52', 'model:nova1']);
  });

  it('holds still while it is paused', async () => {
    const host = await open(three);
    press('p');
    expect(screen.getByText('Paused')).toBeTruthy();
    await tell(host, [row({ id: 4 }), row({ id: 5 })], false);
    expect(await rows()).toHaveLength(3);
    fireEvent.click(await screen.findByRole('button', { name: /2 new/u }));
    expect(await rows()).toHaveLength(5);
  });

  it('asks before many requests are forgotten, and not before few', async () => {
    const host = await open(three);
    fireEvent.click(screen.getByRole('button', { name: 'Clear the list' }));
    expect(asked(host, 'clearLog')).toHaveLength(1);
    await tell(host, Array.from({ length: 101 }, (_, at) => row({ id: at + 10 })));
    fireEvent.click(screen.getByRole('button', { name: 'Clear the list' }));
    expect(asked(host, 'clearLog')).toHaveLength(1);
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Clear' }));
    expect(asked(host, 'clearLog')).toHaveLength(2);
  });

  it('exports what the filter lets through', async () => {
    const host = await open(three);
    fireEvent.click(screen.getByText('JSON Lines'));
    write('status:error');
    fireEvent.click(screen.getByText('HAR, for browsers and proxies'));
    expect(asked(host, 'exportLog')).toEqual([
      { kind: 'exportLog', export: 'jsonLines', ids: [] },
      { kind: 'exportLog', export: 'har', ids: [2] },
    ]);
    expect(await screen.findByText(/Saved as .*\.har/u)).toBeTruthy();
  });
});

describe('an address', () => {
  it('can name a filter, or a request that has not come yet', async () => {
    const host = await openOn('quiet', '#/requests?q=status%3Aerror');
    await tell(host, three);
    await waitFor(() => expect(filter().value).toBe('status:error'));
    location.hash = '#/requests/4';
    await tell(host, [row({ id: 4 })], false);
    expect(await screen.findByRole('region', { name: 'Request 4' })).toBeTruthy();
    press('Escape');
    press('Escape');
    await tell(host, [row({ id: 5 })], false);
    expect(screen.queryByRole('region', { name: 'Request 4' })).toBeNull();
  });
});

describe('the details', () => {
  const details = (id: number) => screen.findByRole('region', { name: `Request ${id}` });

  it('open by keys, follow the selection, and close', async () => {
    await open(three);
    press('j');
    press('j');
    press('Enter');
    const pane = within(await details(2));
    expect(pane.getByRole('alert').textContent).toContain('Failed with 429: rate_limited');
    expect(pane.getByRole('alert').textContent).toContain('Wait a little.');
    press('j');
    expect(await details(1)).toBeTruthy();
    press('Escape');
    expect(screen.queryByRole('region', { name: 'Request 1' })).toBeNull();
  });

  it('offer what mends an error', async () => {
    const error = { code: 'aws_credentials', message: 'The sign-in of work has expired.' };
    const host = await open([row({ id: 1, outcome: 'failed', status: 503, error })]);
    fireEvent.click((await rows())[0]!);
    fireEvent.click(within(await details(1)).getByRole('button', { name: 'Sign in' }));
    expect(asked(host, 'signIn')).toEqual([{ kind: 'signIn', profile: 'work' }]);
    fireEvent.click(within(await details(1)).getByRole('button', { name: 'Copy the error' }));
    expect(asked(host, 'copyText')).toEqual([
      { kind: 'copyText', text: 'Failed with 503: aws_credentials\nThe sign-in of work has expired.' },
    ]);
  });

  it('say that nothing was kept, with the switch right there', async () => {
    const host = await open(three);
    fireEvent.click((await rows())[1]!);
    fireEvent.click(within(await details(2)).getByRole('tab', { name: 'Request' }));
    fireEvent.click(screen.getByRole('switch', { name: 'Keep the bodies of the next requests' }));
    expect(asked(host, 'capture')).toEqual([{ kind: 'capture', on: true }]);
    expect(await screen.findByText(/From now on bodies are kept/u)).toBeTruthy();
  });

  it('are fetched again when the request has ended', async () => {
    const host = await open(three, true);
    fireEvent.click((await rows())[0]!);
    fireEvent.click(within(await details(3)).getByRole('tab', { name: 'Request' }));
    expect(await screen.findByRole('region', { name: 'The client’s request' })).toBeTruthy();
    expect(asked(host, 'showDetail')).toHaveLength(1);
    await tell(host, [row({ id: 3 })], false);
    await waitFor(() => expect(asked(host, 'showDetail')).toHaveLength(2));
  });

  it('show the request beside what became of it, the answer in blocks, and headers without secrets', async () => {
    await open(three, true);
    fireEvent.click((await rows())[2]!);
    const pane = within(await details(1));
    fireEvent.click(pane.getByRole('tab', { name: 'Request' }));
    expect(await pane.findByText(/^ConverseStream to/u)).toBeTruthy();
    fireEvent.click(pane.getByRole('tab', { name: 'Response' }));
    expect(await pane.findByText('Thinking')).toBeTruthy();
    fireEvent.click(pane.getByRole('tab', { name: 'Headers' }));
    expect((await pane.findByText('authorization')).nextElementSibling?.textContent).toBe('…');
  });

  it('compare a request with one that was marked', async () => {
    await open([row({ id: 1, duration: 1000 }), row({ id: 2, duration: 1500 })], true);
    fireEvent.click((await rows())[1]!);
    fireEvent.click(within(await details(1)).getByRole('button', { name: /^Mark it/u }));
    fireEvent.click((await rows())[0]!);
    fireEvent.click(within(await details(2)).getByRole('button', { name: 'Compare with #1' }));
    const line = within(screen.getByRole('dialog')).getByRole('row', { name: /^Duration/u });
    expect([...line.children].map((cell) => cell.textContent)).toEqual(['Duration', '1s', '1.5s', '+50%']);
  });

  it('copy as cURL, and say why not where that is refused', async () => {
    const host = await open(three);
    press('c');
    expect(asked(host, 'copyCurl')).toEqual([]);
    press('j');
    press('c');
    expect(asked(host, 'copyCurl')).toEqual([{ kind: 'copyCurl', id: 3 }]);
    expect(await screen.findByText(/Copied as cURL/u)).toBeTruthy();
    host.refusals.set('copyCurl', 'Its body was not kept.');
    press('c');
    expect(await screen.findByText('Its body was not kept.')).toBeTruthy();
  });

  it('send a request again, and go to its row', async () => {
    const host = await open(three, true);
    press('j');
    press('j');
    press('j');
    press('r');
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText(/It is billed like any other request\. Last time: \$0\.012/u)).toBeTruthy();
    fireEvent.change(dialog.getByLabelText('Profile'), { target: { value: 'prod' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Send again' }));
    expect(asked(host, 'replay')).toEqual([{ kind: 'replay', id: 1, model: null, profile: 'prod', region: null }]);
    await waitFor(async () => expect((await rows())[0]?.getAttribute('aria-selected')).toBe('true'));
  });
});
