import { children, createUniqueId, Show, type JSX } from 'solid-js';

import { Icon } from './icons';
import './Field.css';

/** What every field takes. */
export interface FieldProps {
  label: string;
  /** Says what it is for, below it. */
  hint?: JSX.Element;
  /** What is wrong with it, and how to mend that. Takes the hint's place. */
  error?: string | undefined;
  /** The label is for screen readers alone: what stands around the field says it. */
  bare?: boolean;
}

/** The attributes that tie a control to its field's words; one by one, since spreading any draws in all of Solid's knowledge of attributes. */
export interface Tied {
  id: string;
  describedBy: () => string | undefined;
  invalid: () => 'true' | undefined;
}

interface Props {
  /** What the field takes: the properties of whatever draws it. */
  of: FieldProps;
  /** Draws the control with the attributes on it. */
  children: (tied: Tied) => JSX.Element;
}

/** A control with its label, and a hint or what is wrong. */
export function Field(props: Props): JSX.Element {
  const id = createUniqueId();
  // Read once: every reading of such a property draws it anew.
  const hint = children(() => props.of.hint);
  const error = () => props.of.error;
  const tied: Tied = {
    id,
    describedBy: () => (error() || hint() ? `${id}-words` : undefined),
    invalid: () => (error() ? 'true' : undefined),
  };
  return (
    <div class="field">
      <label for={id} classList={{ 'visually-hidden': props.of.bare ?? false }}>
        {props.of.label}
      </label>
      {props.children(tied)}
      <Show when={error() || hint()}>
        <p class="field-words" id={`${id}-words`} data-wrong={error() ? 'true' : undefined}>
          <Show when={error()} fallback={hint()}>
            <Icon name="alert" />
            <span>{error()}</span>
          </Show>
        </p>
      </Show>
    </div>
  );
}
