import { cleanup, fireEvent, screen } from '@solidjs/testing-library';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { FakeHost } from '../../fake-host/host';
// The page is at hand before the window asks for it, so that no test waits for a bundler.
import '../../src/pages/playground';
import '../../src/pages/models';
import { openOn } from '../render';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function page(address = '#/playground'): Promise<FakeHost> {
  const host = await openOn('running', address);
  await vi.waitFor(() => screen.getByRole('heading', { level: 1 }));
  return host;
}
const message = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your message' });
const write = (words: string) => fireEvent.input(message(), { target: { value: words } });
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
const log = () => screen.getByRole('log');
const bodies = (host: FakeHost) => host.asked.flatMap((request) => (request.kind === 'play' ? [JSON.parse(request.body) as Record<string, unknown>] : []));

/** The last play of a host that answers nothing by itself. */
async function silent(): Promise<{ host: FakeHost; say: (content: string, finish?: string) => void }> {
  const host = await page();
  host.ask = async (request) => {
    host.asked.push(request);
    return { kind: 'done' };
  };
  const say = (content: string, finish: string | null = null) =>
    host.tell({ kind: 'played', play: 1, part: { kind: 'data', json: JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] }) } });
  return { host, say };
}

describe('the playground', () => {
  it('asks the default model, or the one that the address names', async () => {
    const host = await page('#/playground?model=us.amazon.nova-micro-v1%3A0');
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Model' }).value).toBe('US Nova Micro');
    write('Hi');
    fireEvent.click(button('Send'));
    expect(bodies(host)).toMatchObject([{ model: 'us.amazon.nova-micro-v1:0', stream: true }]);
  });

  it('sends by Enter, not by Shift+Enter, and not while a word is composed', async () => {
    const host = await page();
    write('Hi');
    fireEvent.keyDown(message(), { key: 'Enter', shiftKey: true });
    fireEvent.keyDown(message(), { key: 'Enter', isComposing: true });
    expect(bodies(host)).toEqual([]);
    fireEvent.keyDown(message(), { key: 'Enter' });
    expect(bodies(host)).toHaveLength(1);
    expect(message().value).toBe('');
  });

  it('streams, folds the thoughts, and says what it took', async () => {
    await page();
    write('Hi');
    fireEvent.click(button('Send'));
    expect(screen.getByText('Waiting for the first word…')).toBeTruthy();
    await vi.advanceTimersByTimeAsync(400);
    expect(screen.getByText('Thinking…')).toBeTruthy();
    await vi.advanceTimersByTimeAsync(5000);
    expect(log().querySelector('details')?.open).toBe(false);
    expect(screen.getByText('Thoughts')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Code in python' }).textContent).toMatch(/^client = OpenAI/);
    const facts = screen.getByRole('list', { name: 'About this answer' }).textContent;
    expect(facts).toMatch(/1,421 in · \d+ out.*1,024 cached.*to first word.*total.*\$0\.00/);
  });

  it('shows calls of tools and their results', async () => {
    const host = await page();
    fireEvent.click(screen.getByRole('switch', { name: 'Tools' }));
    write('Roll');
    fireEvent.click(button('Send'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(bodies(host)).toHaveLength(2);
    expect(screen.getByText('Tool: roll_dice')).toBeTruthy();
    expect(log().textContent).toMatch(/The tool says \{"rolls":\[\d,\d\]\}\./);
  });

  it('never reads what a model writes as HTML', async () => {
    const { say } = await silent();
    write('Hi');
    fireEvent.click(button('Send'));
    say('<img src=x onerror="document.title=1"><script>1</script> **b**\n```html\n<b>c</b>\n```', 'stop');
    expect(log().querySelector('img, script, b, strong')).toBeNull();
    expect(log().textContent).toContain('<img src=x onerror="document.title=1"><script>1</script> **b**');
  });

  it('shows thinking in tags as thinking', async () => {
    const { host, say } = await silent();
    write('Hi');
    fireEvent.click(button('Send'));
    say('<think>\nHm');
    expect(screen.getByText('Hm')).toBeTruthy();
    expect(screen.getByText('Thinking…')).toBeTruthy();
    say('\n</think>\n\nYes.', 'stop');
    host.tell({ kind: 'played', play: 1, part: { kind: 'ended' } });
    expect(screen.getByText('Yes.')).toBeTruthy();
    expect(log().textContent).not.toContain('think>');
  });

  it('says what went wrong in the gateway’s words, and tries again', async () => {
    const host = await page();
    host.refusals.set('play', 'The sign-in of profile work has expired. Sign in again.');
    write('Hi');
    fireEvent.click(button('Send'));
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.getByRole('alert').textContent).toMatch(/has expired\. Sign in again\./);
    host.refusals.clear();
    fireEvent.click(button('Try again'));
    expect(bodies(host)).toHaveLength(2);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('tells an answer that broke off from one that never began', async () => {
    const { host, say } = await silent();
    write('Hi');
    fireEvent.click(button('Send'));
    say('Hal');
    host.tell({ kind: 'played', play: 1, part: { kind: 'failed', status: 200, message: 'Too many requests.' } });
    expect(screen.getByRole('alert').textContent).toMatch(/^The answer broke offToo many requests\./);
    expect(screen.getByText('Hal')).toBeTruthy();
    fireEvent.click(button('Try again'));
    host.tell({ kind: 'played', play: 2, part: { kind: 'failed', status: 429, message: 'Too many requests.' } });
    expect(screen.getByRole('alert').textContent).toMatch(/^The gateway answered 429/);
  });

  it('stops, and lets the last message be edited', async () => {
    const host = await page();
    write('Hi');
    fireEvent.click(button('Send'));
    await vi.advanceTimersByTimeAsync(100);
    fireEvent.click(button('Stop'));
    expect(host.asked.at(-1)).toEqual({ kind: 'stopPlaying', play: 1 });
    expect(screen.getByText('Stopped.')).toBeTruthy();
    fireEvent.click(button('Edit the last message'));
    expect(message().value).toBe('Hi');
    expect(document.activeElement).toBe(message());
    expect(screen.getByText('See that it works')).toBeTruthy();
  });

  it('goes on while another page is shown', async () => {
    await page();
    write('Hi');
    fireEvent.click(button('Send'));
    await vi.advanceTimersByTimeAsync(200);
    location.hash = '#/models';
    await vi.advanceTimersByTimeAsync(5000);
    location.hash = '#/playground';
    await vi.advanceTimersByTimeAsync(100);
    expect(log().textContent).toContain('That is all it takes.');
  });

  it('copies the request, and sends nothing while the gateway is down', async () => {
    const host = await page();
    write('Hi');
    fireEvent.click(button('Copy the request as JSON'));
    const copied = host.asked.at(-1);
    expect(copied?.kind === 'copyText' && JSON.parse(copied.text)).toMatchObject({ messages: [{ role: 'user', content: 'Hi' }] });
    host.show('stopped');
    expect(button('Write a haiku about granite.').disabled).toBe(true);
    expect(screen.getByText('The gateway is not running')).toBeTruthy();
    expect(button('Send').disabled).toBe(true);
    fireEvent.click(button('Start'));
    expect(host.asked.at(-1)).toEqual({ kind: 'start' });
    expect(button('Send').disabled).toBe(false);
  });
});
