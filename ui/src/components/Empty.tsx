import { Show, type JSX } from 'solid-js';

import { Icon, type IconName } from './icons';
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
      <Show when={props.children}>
        <div class="empty-words">{props.children}</div>
      </Show>
      <Show when={props.actions}>
        <div class="row">{props.actions}</div>
      </Show>
    </div>
  );
}
