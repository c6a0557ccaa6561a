import { For, type JSX } from 'solid-js';

import { Field, type FieldProps } from './Field';

/** One choice. */
export interface Option<V extends string> {
  value: V;
  label: string;
  disabled?: boolean;
}

interface Props<V extends string> extends FieldProps {
  value: V;
  options: readonly Option<V>[];
  onChange: (value: V) => void;
  disabled?: boolean;
}

/** One of several, from the platform's own list. */
export function Select<V extends string>(props: Props<V>): JSX.Element {
  return (
    <Field of={props}>
      {(tied) => (
        <select
          id={tied.id}
          aria-describedby={tied.describedBy()}
          aria-invalid={tied.invalid()}
          class="input"
          disabled={props.disabled ?? false}
          onChange={(event) => props.onChange(event.currentTarget.value as V)}
        >
          <For each={props.options}>
            {(option) => (
              <option value={option.value} selected={option.value === props.value} disabled={option.disabled ?? false}>
                {option.label}
              </option>
            )}
          </For>
        </select>
      )}
    </Field>
  );
}
