import { Show, type JSX } from 'solid-js';

import { Slot } from './Slot';
import './Setting.css';

/** Settings about one matter, under its heading. */
export function SettingGroup(props: { title: string; note?: JSX.Element; children: JSX.Element }): JSX.Element {
  return (
    <section class="setting-group">
      <h2>{props.title}</h2>
      <Slot of={props.note}>{(note) => <p class="muted small">{note()}</p>}</Slot>
      <div class="sheet">{props.children}</div>
    </section>
  );
}

interface Props {
  title: JSX.Element;
  /** What it does, and what it costs. */
  hint?: JSX.Element;
  /** What is wrong with it. */
  error?: string | undefined;
  /** The control stands below, as wide as the sheet. */
  tall?: boolean;
  /** The control; its own label is `bare`, since the title says it. */
  children: JSX.Element;
}

/** One setting: what it is at the left, its control at the right. */
export function Setting(props: Props): JSX.Element {
  return (
    <div class="setting" classList={{ tall: props.tall ?? false }}>
      <div class="setting-words">
        <p class="setting-title">{props.title}</p>
        <Slot of={props.hint}>{(hint) => <p class="setting-hint">{hint()}</p>}</Slot>
        <Show when={props.error}>
          <p class="setting-error" role="alert">
            {props.error}
          </p>
        </Show>
      </div>
      <div class="setting-control">{props.children}</div>
    </div>
  );
}
