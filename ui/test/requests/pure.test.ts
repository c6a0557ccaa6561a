import { describe, expect, it } from 'vitest';

import type { StreamEvent } from '../../src/bindings';
import { badgeOf, HUES, nameOf, shortModel } from '../../src/pages/requests/names';
import { answers } from '../../src/pages/requests/detail/blocks';
import { phases, speed } from '../../src/pages/requests/detail/phases';
import { command, help, whereIs } from '../../src/pages/requests/keys';
import { columns, columnsFor, template } from '../../src/pages/requests/list/columns';
import { row } from './rows';

describe('columns', () => {
  it('drop out one after the other, and never the ones that matter', () => {
    expect(columnsFor(100)).toEqual(columns);
    let before: number = columns.length;
    for (let width = 100; width >= 0; width -= 1) {
      const shown = columnsFor(width);
      expect(shown.length).toBeLessThanOrEqual(before);
      expect(shown).toEqual(expect.arrayContaining(['model', 'status', 'duration']));
      before = shown.length;
    }
    expect(columnsFor(10)).toEqual(['model', 'status', 'duration']);
    expect(template(['time', 'model'])).toBe('4rem minmax(5.25rem, 1fr)');
  });
});

describe('the timeline', () => {
  it('has a phase up to each stage, in the order of the clock', () => {
    const timeline = [
      { stage: 'ended' as const, at: 900 },
      { stage: 'read' as const, at: 5 },
      { stage: 'sent' as const, at: 8 },
      { stage: 'parsed' as const, at: 8 },
    ];
    expect(phases(row({ timeline }), 0)).toEqual([
      { stage: 'read', from: 0, to: 5, running: false },
      { stage: 'parsed', from: 5, to: 8, running: false },
      { stage: 'sent', from: 8, to: 8, running: false },
      { stage: 'ended', from: 8, to: 900, running: false },
    ]);
  });

  it('says what an open request waits for', () => {
    const timeline = [
      { stage: 'read' as const, at: 5 },
      { stage: 'accepted' as const, at: 80 },
    ];
    const last = (streamed: boolean) => phases(row({ timeline, outcome: 'open', streamed }), 200).at(-1);
    expect(last(true)).toEqual({ stage: 'firstToken', from: 80, to: 200, running: true });
    expect(last(false)).toEqual({ stage: 'ended', from: 80, to: 200, running: true });
    expect(phases(row({ timeline: [], outcome: 'open' }), 3)).toEqual([{ stage: 'read', from: 0, to: 3, running: true }]);
    expect(phases(row({ timeline: [] }), 3)).toEqual([]);
  });

  it('tells the speed of the answer where it can', () => {
    expect(speed(row({ firstToken: 1000, duration: 3000 }))).toBe(170);
    expect(speed(row({ firstToken: null }))).toBeUndefined();
    expect(speed(row({ usage: null }))).toBeUndefined();
  });
});

describe('blocks', () => {
  const event = (changes: Partial<StreamEvent>): StreamEvent => ({
    at: 0,
    answer: 0,
    kind: 'text',
    text: '',
    name: null,
    pieces: 1,
    ...changes,
  });

  it('put together what belongs together, for each answer', () => {
    const found = answers([
      event({ kind: 'reasoning', text: 'Hm', at: 1 }),
      event({ kind: 'reasoning', text: '.', at: 2, pieces: 3 }),
      event({ text: 'It ', at: 3 }),
      event({ text: 'other', at: 3, answer: 1 }),
      event({ text: 'is.', at: 4 }),
      event({ kind: 'tool', text: '{"a"', name: 'add call_1', at: 5 }),
      event({ kind: 'tool', text: ':1}', at: 6 }),
      event({ kind: 'tool', text: '{}', name: 'add call_2', at: 7 }),
      event({ kind: 'stop', text: 'tool_use', at: 8 }),
    ]);
    expect(found.map(({ blocks }) => blocks.map(({ kind, text, at }) => [kind, text, at]))).toEqual([
      [
        ['reasoning', 'Hm.', 1],
        ['text', 'It is.', 3],
        ['tool', '{"a":1}', 5],
        ['tool', '{}', 7],
        ['stop', 'tool_use', 8],
      ],
      [['text', 'other', 3]],
    ]);
    expect(found[0]?.blocks[0]?.pieces).toBe(4);
  });
});

describe('keys', () => {
  const press = (key: string, changes = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...changes });

  it('do what the help says', () => {
    expect(command(press('j'), 'elsewhere')).toBe('next');
    expect(command(press('ArrowUp'), 'list')).toBe('previous');
    expect(command(press('Enter'), 'list')).toBe('open');
    expect(command(press('Escape'), 'elsewhere')).toBe('back');
    const known = new Set(['move', 'ends', 'open', 'back', 'filter', 'pause', 'curl', 'replay', 'help']);
    expect(new Set(help.map(({ words }) => words))).toEqual(known);
  });

  it('leave fields, other controls and the system alone', () => {
    expect(command(press('p'), 'field')).toBeUndefined();
    expect(command(press('Enter'), 'elsewhere')).toBeUndefined();
    expect(command(press('c', { ctrlKey: true }), 'list')).toBeUndefined();
    expect(command(press('x'), 'list')).toBeUndefined();
  });
});

describe('where a key is pressed', () => {
  it('is told by what has the focus', () => {
    document.body.innerHTML =
      '<main tabindex="-1"><h1 tabindex="-1">a</h1><div role="grid" tabindex="0"></div><input type="checkbox"><button><i>b</i></button></main>';
    const where = (selector: string) => whereIs(document.querySelector(selector));
    expect(['body', 'main', 'h1', '[role=grid]', 'input', 'button', 'i'].map(where)).toEqual([
      ...Array<string>(4).fill('list'),
      'field',
      'elsewhere',
      'elsewhere',
    ]);
  });
});

describe('clients', () => {
  it('have the name that is known, or their own', () => {
    expect(nameOf({ app: 'claude-code', client: 'x' })).toBe('Claude Code');
    expect(nameOf({ app: 'new-thing', client: null })).toBe('new-thing');
    expect(nameOf({ app: null, client: 'Mozilla/5.0 (X11)' })).toBe('Mozilla');
    expect(nameOf({ app: null, client: null })).toBeUndefined();
    expect(['aider', 'Claude Code', 'Cline', 'LangChain', 'OpenAI Python'].map((name) => badgeOf(name).letters)).toEqual(['ai', 'CC', 'Cl', 'LC', 'OA']);
    expect(badgeOf('aider').hue).toBeLessThan(HUES);
  });
});

describe('models', () => {
  it('are shown without what all ARNs begin with', () => {
    expect(shortModel('eu.anthropic.claude-sonnet-5-v1:0')).toBe('eu.anthropic.claude-sonnet-5-v1:0');
    expect(shortModel('arn:aws:bedrock:eu-central-1:1234:application-inference-profile/a1')).toBe('application-inference-profile/a1');
  });
});
