import { createUniqueId, type JSX } from 'solid-js';

interface Props {
  name: string;
  note: JSX.Element;
  aside?: JSX.Element;
  chosen: boolean;
  disabled?: boolean;
  onChoose: () => void;
}

/** One of several, with what is to be known about it. */
export function Choice(props: Props): JSX.Element {
  const note = createUniqueId();
  return (
    <label class="welcome-choice">
      <input
        type="radio"
        name="welcome-who"
        aria-label={props.name}
        aria-describedby={note}
        checked={props.chosen}
        disabled={props.disabled ?? false}
        onChange={() => props.onChoose()}
      />
      <span class="welcome-choice-words">
        <span class="welcome-choice-name">{props.name}</span>
        <span class="small muted" id={note}>{props.note}</span>
      </span>
      {props.aside}
    </label>
  );
}
