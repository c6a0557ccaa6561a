import { Show, type JSX } from 'solid-js';

import { useText } from '../i18n';
import { Button } from './Button';
import './Fact.css';

interface Props {
  /** What it is. */
  name: string;
  /** What is to be known about it. */
  note?: string | undefined;
  /** Copies it; without this there is no button. */
  copy?: (() => void) | undefined;
  /** The copy button's words for screen readers. */
  copyLabel?: string;
  /** There is nothing to copy now. */
  copyDisabled?: boolean;
  /** It has just been copied. */
  copied?: boolean;
  /** Its value. */
  children: JSX.Element;
}

/** One thing that the user may want to know, or to copy. */
export function Fact(props: Props): JSX.Element {
  const text = useText();
  return (
    <div class="fact">
      <dt>{props.name}</dt>
      <dd>
        <div class="fact-value">{props.children}</div>
        <Show when={props.note}>{(note) => <p class="fact-note">{note()}</p>}</Show>
      </dd>
      <Show when={props.copy}>
        {(copy) => (
          <div class="fact-copy" classList={{ copied: props.copied ?? false }}>
            <Button onClick={() => copy()()} disabled={props.copyDisabled ?? false} label={props.copyLabel}>
              {props.copied ? text.window.copied : text.window.copy}
            </Button>
          </div>
        )}
      </Show>
    </div>
  );
}
