import { Show, type JSX } from 'solid-js';

import { CopyButton } from './CopyButton';
import './Code.css';

interface Props {
  /** What it is, for screen readers. */
  label: string;
  /** The text; it is never read as HTML. */
  children: string;
  /** Breaks long lines; otherwise they scroll. */
  wrap?: boolean;
  /** Copies it, or what it stands for. */
  copy?: () => Promise<unknown>;
  /** The copy button's words for screen readers. */
  copyLabel?: string;
}

/** Code, or anything else that must be read to the letter. */
export function Code(props: Props): JSX.Element {
  return (
    <div class="code-frame">
      <pre class="code" classList={{ wrap: props.wrap ?? false }} tabindex="0" role="region" aria-label={props.label}>
        {props.children}
      </pre>
      <Show when={props.copy}>
        {(copy) => <CopyButton compact copy={() => copy()()} label={props.copyLabel ?? props.label} />}
      </Show>
    </div>
  );
}
