import { For, type JSX } from 'solid-js';

/** A sentence of the app's; what stands between backticks is code. */
export function Words(props: { children: string }): JSX.Element {
  return <For each={props.children.split('`')}>{(part, at) => (at() % 2 === 1 ? <code>{part}</code> : part)}</For>;
}
