import { createUniqueId, For, Show, type JSX } from 'solid-js';

import type { Option } from './Select';
import './Tabs.css';

interface Props<V extends string> {
  /** What the tabs part, for screen readers. */
  label: string;
  value: V;
  options: readonly Option<V>[];
  onChange: (value: V) => void;
  /** What the chosen tab shows. */
  children: JSX.Element;
}

/** Views of one thing. Arrow keys go from tab to tab; Tab goes into what is shown. */
export function Tabs<V extends string>(props: Props<V>): JSX.Element {
  const id = createUniqueId();
  const tabs = new Map<V, HTMLButtonElement>();

  const move = (event: KeyboardEvent) => {
    const open = props.options.filter((option) => !option.disabled);
    const at = open.findIndex((option) => option.value === props.value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + open.length, Home: 0, End: open.length - 1 }[event.key];
    const option = to === undefined ? undefined : open[to % open.length];
    if (option === undefined) return;
    event.preventDefault();
    props.onChange(option.value);
    tabs.get(option.value)?.focus();
  };

  return (
    <div class="tabs">
      <div class="tabs-list" role="tablist" aria-label={props.label} onKeyDown={move}>
        <For each={props.options}>
          {(option) => (
            <button
              ref={(tab) => tabs.set(option.value, tab)}
              type="button"
              role="tab"
              id={`${id}-${option.value}`}
              aria-selected={option.value === props.value}
              aria-controls={option.value === props.value ? `${id}-panel` : undefined}
              tabindex={option.value === props.value ? 0 : -1}
              disabled={option.disabled ?? false}
              onClick={() => props.onChange(option.value)}
            >
              {option.label}
            </button>
          )}
        </For>
      </div>
      <Show when={props.value} keyed>
        {(value) => (
          <div class="tabs-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} tabindex="0">
            {props.children}
          </div>
        )}
      </Show>
    </div>
  );
}
