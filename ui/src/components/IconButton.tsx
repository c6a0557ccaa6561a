import type { JSX } from 'solid-js';

import { Icon, type IconName } from './icons';
import './Button.css';

interface Props {
  icon: IconName;
  /** What it does: its name, and its tooltip. */
  label: string;
  onClick?: (event: MouseEvent) => void;
  disabled?: boolean;
  /** For buttons that stay in: whether it is in. The icon is filled then. */
  pressed?: boolean | undefined;
  /** The id of a popover that it opens. */
  opens?: string;
}

/** A button that is an icon. */
export function IconButton(props: Props): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button"
      title={props.label}
      aria-label={props.label}
      aria-pressed={props.pressed}
      popovertarget={props.opens}
      disabled={props.disabled ?? false}
      onClick={(event) => props.onClick?.(event)}
    >
      <Icon name={props.icon} solid={props.pressed ?? false} />
    </button>
  );
}
