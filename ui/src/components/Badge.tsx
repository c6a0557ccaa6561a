import { Show, type JSX } from 'solid-js';

import { Icon, type IconName } from './icons';
import './Badge.css';

/** How something stands: normal, chosen, done, to be watched, broken, or made up. */
export type BadgeTone = 'neutral' | 'accent' | 'good' | 'warn' | 'alert' | 'demo';

interface Props {
  tone?: BadgeTone;
  icon?: IconName;
  /** Says more, on hovering. */
  title?: string | undefined;
  children: JSX.Element;
}

/** A word about the thing beside it. */
export function Badge(props: Props): JSX.Element {
  return (
    <span class="badge" data-tone={props.tone ?? 'neutral'} title={props.title}>
      <Show when={props.icon}>{(icon) => <Icon name={icon()} />}</Show>
      {props.children}
    </span>
  );
}

interface ChipProps {
  /** Whether it is in. */
  pressed: boolean;
  onChange: (pressed: boolean) => void;
  children: JSX.Element;
}

/** A filter that can be in or out. */
export function Chip(props: ChipProps): JSX.Element {
  return (
    <button type="button" class="chip" aria-pressed={props.pressed} onClick={() => props.onChange(!props.pressed)}>
      {props.children}
    </button>
  );
}
