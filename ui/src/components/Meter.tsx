import type { JSX } from 'solid-js';

import './Meter.css';

interface Props {
  /** What it measures. */
  label: string;
  /** From 0 to 1; undefined while nobody knows how far it is. */
  value: number | undefined;
  /** The value in words. */
  words: string;
  tone?: 'accent' | 'warn' | 'alert';
}

/** How much of something there is, or how far it has come. */
export function Meter(props: Props): JSX.Element {
  const share = () => Math.max(0, Math.min(1, props.value ?? 0));
  return (
    <div
      class="meter"
      role="progressbar"
      aria-label={props.label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow={props.value === undefined ? undefined : Math.round(share() * 100)}
      aria-valuetext={props.words}
      data-tone={props.tone ?? 'accent'}
      data-unknown={props.value === undefined ? 'true' : undefined}
    >
      <span style={{ transform: `scaleX(${share()})` }} />
    </div>
  );
}
