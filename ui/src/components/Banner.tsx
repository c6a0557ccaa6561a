import type { JSX } from 'solid-js';

import { Icon, type IconName } from './icons';
import { Slot } from './Slot';
import './Banner.css';

/** How much it matters. */
export type BannerTone = 'info' | 'warn' | 'alert' | 'demo' | 'good';

const icons: Record<BannerTone, IconName> = { info: 'info', warn: 'alert', alert: 'alert', demo: 'bolt', good: 'check' };

interface Props {
  tone?: BannerTone;
  title: JSX.Element;
  /** What mends it: buttons. */
  actions?: JSX.Element;
  /** What it means. */
  children?: JSX.Element;
}

/** What is the matter, and the button that mends it. Alerts are read out at once, the rest in turn. */
export function Banner(props: Props): JSX.Element {
  const tone = () => props.tone ?? 'info';
  return (
    <div class="banner" data-tone={tone()} role={tone() === 'alert' ? 'alert' : 'status'}>
      <Icon name={icons[tone()]} />
      <div class="banner-words">
        <p class="banner-title">{props.title}</p>
        <Slot of={props.children}>{(body) => <div class="banner-body">{body()}</div>}</Slot>
      </div>
      <Slot of={props.actions}>{(actions) => <div class="banner-actions">{actions()}</div>}</Slot>
    </div>
  );
}
