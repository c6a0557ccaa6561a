import type { JSX } from 'solid-js';

interface Props {
  name: string;
  note: string;
  aside?: JSX.Element;
  chosen: boolean;
  disabled?: boolean;
  onChoose: () => void;
}

/** One of several, with what is to be known about it. */
export function Choice(props: Props): JSX.Element {
  return (
    <label class="welcome-choice">
      <input
        type="radio"
        name="welcome-who"
        checked={props.chosen}
        disabled={props.disabled ?? false}
        onChange={() => props.onChoose()}
      />
      <span class="welcome-choice-words">
        <span class="welcome-choice-name">{props.name}</span>
        <span class="small muted">{props.note}</span>
      </span>
      {props.aside}
    </label>
  );
}
