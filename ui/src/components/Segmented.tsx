import { createUniqueId, For, type JSX } from 'solid-js';

import type { Option } from './Select';
import './Segmented.css';

interface Props<V extends string> {
  /** What is chosen, for screen readers. */
  label: string;
  value: V;
  options: readonly Option<V>[];
  onChange: (value: V) => void;
}

/** One of a few, all in sight: a group of radio buttons. */
export function Segmented<V extends string>(props: Props<V>): JSX.Element {
  const name = createUniqueId();
  return (
    <div class="segmented" role="radiogroup" aria-label={props.label}>
      <For each={props.options}>
        {(option) => (
          <label>
            <input
              type="radio"
              class="visually-hidden"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              disabled={option.disabled ?? false}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        )}
      </For>
    </div>
  );
}
