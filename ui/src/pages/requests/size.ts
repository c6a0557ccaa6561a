// How large something is drawn.

import { createSignal, onCleanup, type Accessor } from 'solid-js';

/** An element's inner size; undefined until it is known. */
export interface Size {
  width: number;
  height: number;
}

/** Follows an element's size: the first is its `ref`. */
export function createSize(): [ref: (element: HTMLElement) => void, size: Accessor<Size | undefined>] {
  const [size, setSize] = createSignal<Size>();
  const follow = (element: HTMLElement) => {
    const measure = () => {
      const [width, height] = [element.clientWidth, element.clientHeight];
      if (width > 0) setSize((before) => (before?.width === width && before.height === height ? before : { width, height }));
    };
    queueMicrotask(measure);
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    onCleanup(() => observer.disconnect());
  };
  return [follow, size];
}
