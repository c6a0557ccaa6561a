import { createEffect, createUniqueId, onCleanup, Show, type JSX } from 'solid-js';

import { useText } from '../i18n';
import { IconButton } from './IconButton';
import { Slot } from './Slot';
import './Dialog.css';

interface Props {
  open: boolean;
  /** Asked for by Esc, by the cross and by a click beside it. */
  onClose: () => void;
  title: string;
  /** What can be done, the most wanted last. */
  actions?: JSX.Element;
  /** For tables and code. */
  wide?: boolean;
  children: JSX.Element;
}

/** Asks or shows one thing while the page waits. The platform keeps the focus within, and gives it back. */
export function Dialog(props: Props): JSX.Element {
  const text = useText();
  const id = createUniqueId();
  let dialog!: HTMLDialogElement;
  createEffect(() => {
    if (props.open && !dialog.open) dialog.showModal();
    else if (!props.open && dialog.open) dialog.close();
  });
  onCleanup(() => dialog.open && dialog.close());
  return (
    <dialog
      ref={dialog}
      class="dialog"
      classList={{ wide: props.wide ?? false }}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClick={(event) => event.target === dialog && props.onClose()}
    >
      <Show when={props.open}>
        <div class="dialog-frame">
          <h2 id={id}>{props.title}</h2>
          <div class="dialog-body">{props.children}</div>
          <Slot of={props.actions}>{(actions) => <footer>{actions()}</footer>}</Slot>
          {/* Last, so that the focus begins at what is asked. */}
          <IconButton icon="close" label={text.shell.close} onClick={() => props.onClose()} />
        </div>
      </Show>
    </dialog>
  );
}
