import { children, createEffect, onMount, Show, type JSX } from 'solid-js';

import { fill, useText } from '../i18n';
import { useRouter } from '../router';
import './Page.css';

interface Props {
  title: string;
  subtitle?: JSX.Element;
  /** What can be done on this page, at the title's end. */
  actions?: JSX.Element;
  /** Below the title, above what scrolls: search and filters. */
  toolbar?: JSX.Element;
  /** The page scrolls its parts by itself, and takes the whole width: long lists beside details. */
  fixed?: boolean;
  /** All of it, its header too, is no wider than what a form needs. */
  slim?: boolean;
  children: JSX.Element;
}

/** A page: its header, and what scrolls under it. It names the window, and takes the focus when the reader comes. */
export function Page(props: Props): JSX.Element {
  const text = useText();
  const router = useRouter();
  let title!: HTMLHeadingElement;
  // Read once each: every reading of such a property draws it anew.
  const actions = children(() => props.actions);
  const toolbar = children(() => props.toolbar);
  createEffect(() => (document.title = fill(text.shell.windowTitle, { page: props.title })));
  onMount(() => router.moved() && title.focus({ preventScroll: true }));
  return (
    <div class="page" classList={{ fixed: props.fixed ?? false, slim: props.slim ?? false }}>
      <header class="page-head">
        <div class="page-words">
          <h1 ref={title} tabindex="-1">
            {props.title}
          </h1>
          <Show when={props.subtitle}>
            <p class="muted">{props.subtitle}</p>
          </Show>
        </div>
        <Show when={actions()}>
          <div class="row">{actions()}</div>
        </Show>
      </header>
      <Show when={toolbar()}>
        <div class="page-toolbar dense">{toolbar()}</div>
      </Show>
      <div class="page-body">{props.children}</div>
    </div>
  );
}
