import { cleanup, fireEvent, screen, within } from '@solidjs/testing-library';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { FakeHost } from '../../fake-host/host';
// The page is at hand before the window asks for it, so that no test waits for a bundler.
import '../../src/pages/reasoning';
import { openOn } from '../render';

let host: FakeHost;
beforeEach(async () => {
  host = await openOn('running', '#/reasoning');
  await screen.findByRole('heading', { level: 1 });
});
afterEach(cleanup);

const changed = () => host.asked.flatMap((request) => (request.kind === 'change' ? [request.change] : [])).at(-1);
const radio = (name: string | RegExp) => screen.getByRole<HTMLInputElement>('radio', { name });

describe('the default effort', () => {
  it('is chosen, and says what it does and costs', () => {
    expect(radio('Low').checked).toBe(true);
    expect(screen.getByText(/up to 4,096 tokens.*4,096 tokens of it cost \$0\.041 with EU Claude Sonnet 5/)).toBeTruthy();
    fireEvent.click(radio('High'));
    expect(changed()).toEqual({ setting: 'effort', value: 'high' });
    expect(screen.getByText(/up to 16,384 tokens/)).toBeTruthy();
    fireEvent.click(radio('Model\'s own'));
    expect(changed()).toEqual({ setting: 'effort', value: null });
    fireEvent.click(radio('Off'));
    expect(changed()).toEqual({ setting: 'effort', value: 'none' });
  });

  it('says which models know which level', () => {
    const row = screen.getByRole('row', { name: /^gpt-oss/ });
    expect(within(row).getAllByText('Knows it')).toHaveLength(3);
    expect(within(row).getAllByText('Does not know it')).toHaveLength(4);
  });
});

describe('single models', () => {
  it('are changed and let go', () => {
    fireEvent.change(screen.getByRole('combobox', { name: 'Effort of US Claude Opus 4.8' }), { target: { value: 'max' } });
    expect(changed()).toEqual({ setting: 'efforts', value: [{ model: 'us.anthropic.claude-opus-4-8', effort: 'max' }] });
    fireEvent.click(screen.getByRole('button', { name: 'Let US Claude Opus 4.8 follow the default' }));
    expect(changed()).toEqual({ setting: 'efforts', value: [] });
    expect(screen.getByText('No model has an effort of its own.')).toBeTruthy();
  });

  it('are added by their names, those that can think', () => {
    const picker = screen.getByRole('combobox', { name: 'Add a model' });
    fireEvent.input(picker, { target: { value: 'llama' } });
    expect(screen.getByText('No model is like that.')).toBeTruthy();
    fireEvent.input(picker, { target: { value: 'EU Sonnet 5.5' } });
    fireEvent.click(screen.getByRole('option', { name: /EU Claude Sonnet 5\.5/ }));
    expect(changed()).toMatchObject({ setting: 'efforts', value: [{}, { model: 'eu.anthropic.claude-sonnet-5-5', effort: 'medium' }] });
  });
});

describe('what clients get', () => {
  it('is chosen by what it looks like', () => {
    expect(radio(/In its own field/).checked).toBe(true);
    fireEvent.click(radio(/As <think> in the text/));
    expect(changed()).toEqual({ setting: 'showReasoning', value: 'tags' });
    expect(screen.getByText(/<think>\\n2 eggs/)).toBeTruthy();
  });

  it('may have been thought between calls', () => {
    fireEvent.click(screen.getByRole('switch', { name: 'Interleaved thinking' }));
    expect(changed()).toEqual({ setting: 'interleaved', value: false });
  });
});
