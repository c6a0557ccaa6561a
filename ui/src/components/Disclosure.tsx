import type { JSX } from 'solid-js';

import { Icon } from './icons';
import { Slot } from './Slot';
import './Disclosure.css';

interface Props {
  title: JSX.Element;
  /** Beside the title, at the end. */
  aside?: JSX.Element;
  open?: boolean;
  children: JSX.Element;
}

/** More, for who wants it: the platform's own `details`. */
export function Disclosure(props: Props): JSX.Element {
  return (
    <details class="disclosure" open={props.open ?? false}>
      <summary>
        <Icon name="chevronRight" />
        <span class="disclosure-title">{props.title}</span>
        <Slot of={props.aside}>{(aside) => <span class="push">{aside()}</span>}</Slot>
      </summary>
      <div class="disclosure-body">{props.children}</div>
    </details>
  );
}
