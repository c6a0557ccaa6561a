import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pieces, thought } from '../../src/pages/playground/pieces';

const text = (words: string) => ({ kind: 'text', text: words, language: '' });
const code = (words: string, language = '') => ({ kind: 'code', text: words, language });

describe('fences', () => {
  it('set code apart', () => {
    expect(pieces('Look:\n\n```rust\nfn main() {}\n```\n\nThat is all.')).toEqual([text('Look:'), code('fn main() {}', 'rust'), text('That is all.')]);
  });

  it('need not be closed yet', () => {
    expect(pieces('```\na\nb')).toEqual([code('a\nb')]);
    expect(pieces('```py')).toEqual([code('', 'py')]);
  });

  it('are closed by their own kind, at least as long', () => {
    expect(pieces('````md\n```\nx\n```\n````')).toEqual([code('```\nx\n```', 'md')]);
    expect(pieces('~~~\n```\n~~~')).toEqual([code('```')]);
  });

  it('leave text as it is', () => {
    const words = '  a\n\n   b <b>bold</b> `x` & ```not a fence``` y';
    expect(pieces(words)).toEqual([text(words)]);
    expect(pieces('')).toEqual([]);
  });

  it('lose no word', () => {
    const lines = fc.array(fc.constantFrom('a', '', '```', '```ts', '  b', '~~~', '````', '<script>'), { maxLength: 12 });
    fc.assert(
      fc.property(lines, (all) => {
        const shown = pieces(all.join('\n')).map((piece) => piece.text).join('\n');
        for (const word of ['a', 'b', '<script>']) {
          expect(shown.split(word).length).toBe(all.join('\n').split(word).length);
        }
      }),
    );
  });
});

describe('thinking in tags', () => {
  const whole = '<think>\nHm, 2 < 3.\n</think>\n\nYes.';

  it('is parted from the answer', () => {
    expect(thought(whole, true)).toEqual({ reasoning: 'Hm, 2 < 3.', text: 'Yes.' });
    expect(thought('No tags <think>here</think>', true)).toEqual({ reasoning: '', text: 'No tags <think>here</think>' });
    expect(thought('<', true)).toEqual({ reasoning: '', text: '<' });
  });

  it('never shows a piece of a tag, wherever it is cut', () => {
    for (let end = 0; end <= whole.length; end += 1) {
      const { reasoning, text: answer } = thought(whole.slice(0, end), false);
      expect('Hm, 2 < 3.'.startsWith(reasoning), reasoning).toBe(true);
      expect('Yes.'.startsWith(answer), answer).toBe(true);
    }
  });
});
