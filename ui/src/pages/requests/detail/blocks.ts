// The events of an answer, put together into what somebody would read.

import type { StreamEvent, StreamEventKind } from '../../../bindings';

/** A piece of an answer that hangs together. */
export interface Block {
  kind: StreamEventKind;
  /** When its first piece came. */
  at: number;
  text: string;
  /** The tool. */
  name: string | null;
  /** How many pieces it came in. */
  pieces: number;
}

/** One of several answers. */
export interface Answer {
  answer: number;
  blocks: Block[];
}

/** The answers with their blocks, in the order in which they began. */
export function answers(events: readonly StreamEvent[]): Answer[] {
  const found = new Map<number, Answer>();
  for (const event of events) {
    const answer = found.get(event.answer) ?? { answer: event.answer, blocks: [] };
    found.set(event.answer, answer);
    const last = answer.blocks.at(-1);
    if (last !== undefined && grows(last, event)) {
      last.text += event.text;
      last.pieces += event.pieces;
    } else {
      const { kind, at, text, name, pieces } = event;
      answer.blocks.push({ kind, at, text, name, pieces });
    }
  }
  return [...found.values()].sort((a, b) => a.answer - b.answer);
}

/** Whether an event goes on with a block. Two calls of one tool have two names, since these hold the call's id. */
function grows(block: Block, event: StreamEvent): boolean {
  const same = block.kind === event.kind && (event.name === null || event.name === block.name);
  return same && (event.kind === 'text' || event.kind === 'reasoning' || event.kind === 'tool');
}
