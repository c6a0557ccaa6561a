import { children, Show, type Accessor, type JSX } from 'solid-js';

interface Props {
  /** What a component was given to show. */
  of: JSX.Element;
  /** Puts it in its place, where there is any. */
  children: (drawn: Accessor<JSX.Element>) => JSX.Element;
}

/** Shows a property that may be missing. Every reading of such a property draws it anew, so it is read once, here. */
export function Slot(props: Props): JSX.Element {
  const drawn = children(() => props.of);
  return <Show when={drawn()}>{props.children(drawn)}</Show>;
}
