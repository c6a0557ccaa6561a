import type { JSX } from 'solid-js';

import { Slot } from './Slot';
import './Facts.css';

/** Names and their values. `wide`: the value below its name, for narrow places. */
export function Facts(props: { stacked?: boolean; children: JSX.Element }): JSX.Element {
  return (
    <dl class="facts" classList={{ stacked: props.stacked ?? false }}>
      {props.children}
    </dl>
  );
}

interface Props {
  /** What it is. */
  name: JSX.Element;
  /** What is to be known about it. */
  note?: JSX.Element;
  /** What can be done with it: buttons. */
  actions?: JSX.Element;
  /** Its value. */
  children: JSX.Element;
}

/** One thing that the reader may want to know, or to copy. */
export function Fact(props: Props): JSX.Element {
  return (
    <div class="fact">
      <dt>{props.name}</dt>
      <dd>
        <div class="fact-value">{props.children}</div>
        <Slot of={props.note}>{(note) => <p class="fact-note">{note()}</p>}</Slot>
      </dd>
      <Slot of={props.actions}>{(actions) => <dd class="fact-actions">{actions()}</dd>}</Slot>
    </div>
  );
}
