import { For, type JSX } from 'solid-js';

import './Chart.css';

interface SparkProps {
  /** What it shows, in words: the only thing a screen reader gets. */
  label: string;
  /** Oldest first. */
  values: readonly number[];
}

/** A line that shows how something went. */
export function Sparkline(props: SparkProps): JSX.Element {
  const points = () => {
    const most = Math.max(...props.values, 1);
    const step = 100 / Math.max(1, props.values.length - 1);
    return props.values.map((value, at) => `${(at * step).toFixed(2)},${(23 - (value / most) * 22).toFixed(2)}`).join(' ');
  };
  return (
    <svg class="spark" role="img" aria-label={props.label} viewBox="0 0 100 24" preserveAspectRatio="none">
      <polygon points={`0,24 ${points()} 100,24`} />
      <polyline points={points()} />
    </svg>
  );
}

/** One bar: what went well, and what did not. */
export interface Bar {
  good: number;
  bad: number;
  /** Said on hovering. */
  title: string;
}

interface BarProps {
  /** What it shows, in words: the only thing a screen reader gets. */
  label: string;
  /** Oldest first. */
  bars: readonly Bar[];
  /** Below the first bar, and below the last. */
  from: string;
  to: string;
}

const HEIGHT = 64;

/** Bars over time; what failed stands on top of what did not. */
export function BarChart(props: BarProps): JSX.Element {
  const most = () => Math.max(1, ...props.bars.map((bar) => bar.good + bar.bad));
  const high = (value: number) => (value === 0 ? 0 : Math.max(2, (value / most()) * (HEIGHT - 2)));
  return (
    <div class="bars">
      <svg viewBox={`0 0 ${props.bars.length * 4} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={props.label}>
        <For each={props.bars}>
          {(bar, at) => (
            <g>
              <title>{bar.title}</title>
              <rect class="hit" x={at() * 4} y="0" width="4" height={HEIGHT} />
              <rect class="good" x={at() * 4 + 0.5} y={HEIGHT - high(bar.good)} width="3" height={high(bar.good)} />
              <rect
                class="bad"
                x={at() * 4 + 0.5}
                y={HEIGHT - high(bar.good) - high(bar.bad)}
                width="3"
                height={high(bar.bad)}
              />
            </g>
          )}
        </For>
      </svg>
      <div class="bars-scale" aria-hidden="true">
        <span>{props.from}</span>
        <span>{props.to}</span>
      </div>
    </div>
  );
}
