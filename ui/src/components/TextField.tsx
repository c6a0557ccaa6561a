import type { JSX } from 'solid-js';

import { Field, type FieldProps } from './Field';

interface Common extends FieldProps {
  value: string;
  /** Hears every keystroke. */
  onInput?: (value: string) => void;
  /** Hears the value when it is done: on Enter, and when the field is left. */
  onChange?: (value: string) => void;
  placeholder?: string;
  disabled?: boolean;
  /** For names, addresses and code. */
  mono?: boolean;
}

interface TextProps extends Common {
  type?: 'text' | 'password' | 'url';
  inputmode?: 'numeric' | 'decimal' | 'text';
  maxlength?: number;
}

/** One line of text. Never corrected, capitalised or remembered by the browser. */
export function TextField(props: TextProps): JSX.Element {
  return (
    <Field of={props}>
      {(tied) => (
        <input
          id={tied.id}
          aria-describedby={tied.describedBy()}
          aria-invalid={tied.invalid()}
          class="input"
          classList={{ mono: props.mono ?? false }}
          type={props.type ?? 'text'}
          inputmode={props.inputmode}
          maxlength={props.maxlength}
          autocomplete="off"
          spellcheck={false}
          value={props.value}
          placeholder={props.placeholder}
          disabled={props.disabled ?? false}
          onInput={(event) => props.onInput?.(event.currentTarget.value)}
          onChange={(event) => props.onChange?.(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface AreaProps extends Common {
  rows?: number;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** Several lines of text. */
export function TextArea(props: AreaProps): JSX.Element {
  return (
    <Field of={props}>
      {(tied) => (
        <textarea
          id={tied.id}
          aria-describedby={tied.describedBy()}
          aria-invalid={tied.invalid()}
          class="input"
          classList={{ mono: props.mono ?? false }}
          rows={props.rows ?? 3}
          spellcheck={false}
          value={props.value}
          placeholder={props.placeholder}
          disabled={props.disabled ?? false}
          onInput={(event) => props.onInput?.(event.currentTarget.value)}
          onChange={(event) => props.onChange?.(event.currentTarget.value)}
          onKeyDown={(event) => props.onKeyDown?.(event)}
        />
      )}
    </Field>
  );
}

interface NumberProps extends FieldProps {
  value: number | undefined;
  /** Hears the number when it is done; undefined when the field is empty. Nonsense is not told. */
  onChange: (value: number | undefined) => void;
  min?: number;
  max?: number;
  step?: number | 'any';
  placeholder?: string;
  disabled?: boolean;
}

/** A number. */
export function NumberField(props: NumberProps): JSX.Element {
  const change = (input: HTMLInputElement) => {
    if (input.validity.badInput) return;
    props.onChange(input.value === '' ? undefined : input.valueAsNumber);
  };
  return (
    <Field of={props}>
      {(tied) => (
        <input
          id={tied.id}
          aria-describedby={tied.describedBy()}
          aria-invalid={tied.invalid()}
          class="input"
          type="number"
          value={props.value ?? ''}
          min={props.min}
          max={props.max}
          step={props.step}
          placeholder={props.placeholder}
          disabled={props.disabled ?? false}
          onChange={(event) => change(event.currentTarget)}
        />
      )}
    </Field>
  );
}
