import { For, type JSX } from 'solid-js';

import { Icon, type IconName } from './icons';
import './Popover.css';

interface Props {
  /** The id that a button's `opens` names. */
  id: string;
  /** What it shows, for screen readers. */
  label: string;
  children: JSX.Element;
}

/** Opens below the button that names it, and closes by Esc or a click elsewhere: the platform's own popover. */
export function Popover(props: Props): JSX.Element {
  return (
    <div
      id={props.id}
      class="popover"
      role="group"
      aria-label={props.label}
      popover="auto"
      on:toggle={(event: Event) => place(event.currentTarget as HTMLElement)}
    >
      {props.children}
    </div>
  );
}

/** One thing that a menu does. */
export interface MenuItem {
  label: string;
  icon?: IconName;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

/** A popover of commands; arrow keys go through them. */
export function Menu(props: { id: string; label: string; items: readonly MenuItem[] }): JSX.Element {
  const move = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)')];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items[to % items.length]?.focus();
  };
  return (
    <div
      id={props.id}
      class="popover menu"
      role="menu"
      tabindex="-1"
      aria-label={props.label}
      popover="auto"
      on:toggle={(event: Event) => {
        const menu = event.currentTarget as HTMLElement;
        place(menu);
        if (menu.matches(':popover-open')) menu.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
      }}
      onKeyDown={move}
    >
      <For each={props.items}>
        {(item) => (
          <button
            type="button"
            role="menuitem"
            classList={{ danger: item.danger ?? false }}
            disabled={item.disabled ?? false}
            popovertarget={props.id}
            popovertargetaction="hide"
            onClick={() => item.onSelect()}
          >
            {item.icon && <Icon name={item.icon} />}
            <span>{item.label}</span>
          </button>
        )}
      </For>
    </div>
  );
}

const GAP = 4;

/** Puts an open popover below its button, or above where there is no room, and within the window. */
function place(popover: HTMLElement): void {
  const button = document.querySelector(`[popovertarget="${CSS.escape(popover.id)}"]`);
  if (button === null || !popover.matches(':popover-open')) return;
  const from = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = from.bottom + GAP;
  const top = below + height > innerHeight - GAP ? Math.max(GAP, from.top - GAP - height) : below;
  const left = Math.max(GAP, Math.min(from.left, innerWidth - width - GAP));
  popover.style.setProperty('top', `${top}px`);
  popover.style.setProperty('left', `${left}px`);
}
