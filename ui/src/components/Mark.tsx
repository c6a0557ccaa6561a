import type { JSX } from 'solid-js';

import type { Condition } from '../bindings';
import './Mark.css';

/** How a state looks, here and in the tray. */
export type Tone = 'running' | 'demo' | 'idle' | 'attention';

/** The tone of a state; idle while it is not known. */
export function tone(condition: Condition | undefined): Tone {
  if (condition === undefined) return 'idle';
  switch (condition.kind) {
    case 'running':
      return 'running';
    case 'demo':
      return 'demo';
    case 'starting':
    case 'stopping':
    case 'stopped':
      return 'idle';
    case 'noCredentials':
    case 'credentials':
    case 'noKeychain':
    case 'portTaken':
    case 'failed':
      return 'attention';
  }
}

/** The mark in a state's tone, drawn as icons/mark.svg has it. It decorates: the state is told in words beside it. */
export function Mark(props: { tone: Tone }): JSX.Element {
  return (
    <svg class="mark" data-tone={props.tone} viewBox="40 68 440 376" aria-hidden="true">
      <path class="top" d="M214 132 L352 84 L398 146 L186 220 Z" />
      <path class="middle" d="M174 254 L424 166 L456 256 L134 369 Z" />
      <path class="bottom" d="M122 403 L432 294 L462 428 L56 428 Z" />
    </svg>
  );
}
