import type { JSX } from 'solid-js';

import { Slot } from './Slot';
import './Figure.css';

/** Figures side by side. */
export function Figures(props: { children: JSX.Element }): JSX.Element {
  return <dl class="figure-list">{props.children}</dl>;
}

interface Props {
  name: string;
  /** What is to be known about it. */
  note?: JSX.Element;
  /** Says more, on hovering. */
  title?: string | undefined;
  /** It is nothing to be content with. */
  bad?: boolean;
  children: JSX.Element;
}

/** One number that matters. */
export function Figure(props: Props): JSX.Element {
  return (
    <div class="figure" title={props.title}>
      <dt>{props.name}</dt>
      <dd class="figure-value" data-bad={props.bad ? 'true' : undefined}>
        {props.children}
      </dd>
      <Slot of={props.note}>{(note) => <dd class="figure-note">{note()}</dd>}</Slot>
    </div>
  );
}
