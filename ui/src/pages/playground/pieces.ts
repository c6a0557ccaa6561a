// What a model wrote, parted for the eye. It stays text: nothing here knows HTML.

/** A stretch of an answer. */
export interface Piece {
  kind: 'text' | 'code';
  text: string;
  /** The word after the fence: `rust`. */
  language: string;
}

/** Sets apart what stands between fences. A fence that is still open runs to the end. */
export function pieces(text: string): Piece[] {
  const all: Piece[] = [];
  let fence: string | undefined;
  let lines: string[] = [];
  let language = '';
  const close = (kind: Piece['kind']) => {
    const body = lines.join('\n');
    // A code block may be empty; what stands between blocks must be worth showing.
    if (kind === 'code' || body.trim() !== '') all.push({ kind, text: kind === 'code' ? body : trimLines(body), language });
    lines = [];
    language = '';
  };
  for (const line of text.split('\n')) {
    const [, marks, word] = /^ {0,3}(`{3,}|~{3,})\s*([^`]*)$/.exec(line) ?? [];
    if (fence === undefined && marks !== undefined) {
      close('text');
      fence = marks;
      language = (word ?? '').trim().split(/\s/)[0] ?? '';
    } else if (fence !== undefined && marks?.startsWith(fence) && word?.trim() === '') {
      close('code');
      fence = undefined;
    } else lines.push(line);
  }
  close(fence === undefined ? 'text' : 'code');
  return all;
}

const trimLines = (text: string): string => text.replace(/^(\s*\n)+/, '').trimEnd();

const OPEN = '<think>';
const CLOSE = '</think>';

/** Thinking and answer. */
export interface Thought {
  reasoning: string;
  text: string;
}

/**
 * Parts off the thinking that is written before an answer, when the settings show it as `<think>`.
 * `ended`: nothing more arrives, so what looks like the beginning of a tag is none.
 */
export function thought(text: string, ended: boolean): Thought {
  if (!text.startsWith(OPEN)) return { reasoning: '', text: !ended && OPEN.startsWith(text) ? '' : text };
  const end = text.indexOf(CLOSE, OPEN.length);
  if (end < 0) return { reasoning: tailless(text.slice(OPEN.length), ended).trim(), text: '' };
  return { reasoning: text.slice(OPEN.length, end).trim(), text: text.slice(end + CLOSE.length).trimStart() };
}

/** Without the beginning of a closing tag that is still arriving. */
function tailless(text: string, ended: boolean): string {
  if (ended) return text;
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(CLOSE.slice(0, length))) return text.slice(0, -length);
  }
  return text;
}
