import type { JSX } from 'solid-js';

import { Icon, type IconName } from './icons';
import { Slot } from './Slot';
import './Empty.css';

interface Props {
  icon: IconName;
  title: string;
  /** What to do about it. */
  actions?: JSX.Element;
  /** Why there is nothing, and what will be here. */
  children?: JSX.Element;
}

/** Nothing is here yet: why, and what brings something. */
export function Empty(props: Props): JSX.Element {
  return (
    <div class="empty">
      <Icon name={props.icon} />
      <h2>{props.title}</h2>
      <Slot of={props.children}>{(words) => <div class="empty-words">{words()}</div>}</Slot>
      <Slot of={props.actions}>{(actions) => <div class="row">{actions()}</div>}</Slot>
    </div>
  );
}
