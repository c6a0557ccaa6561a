import { createSignal, onCleanup, Show, type JSX } from 'solid-js';

import { useText } from '../i18n';
import { Icon } from './icons';
import { useToast } from './Toast';
import './Button.css';
import './CopyButton.css';

const NEWS_MS = 1800;

interface Props {
  /** Puts it on the clipboard, and rejects with the reason when it cannot. */
  copy: () => Promise<unknown>;
  /** What is copied, for screen readers: "Copy base URL". */
  label: string;
  /** The visible word, where "Copy" does not serve. */
  children?: JSX.Element;
  /** The icon alone, for tight places. */
  compact?: boolean;
  kind?: 'plain' | 'primary' | 'quiet';
  disabled?: boolean;
}

/** Copies, and says "Copied" for a moment in a place that was wide enough for both words all along. */
export function CopyButton(props: Props): JSX.Element {
  const text = useText();
  const toast = useToast();
  const [copied, setCopied] = createSignal(false);
  let news: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(news));

  const copy = async () => {
    try {
      await props.copy();
      setCopied(true);
      clearTimeout(news);
      news = setTimeout(() => setCopied(false), NEWS_MS);
    } catch (reason) {
      toast.trouble(reason);
    }
  };

  return (
    <button
      type="button"
      class="copy-button"
      classList={{
        'icon-button': props.compact ?? false,
        button: !props.compact,
        [props.kind ?? 'plain']: !props.compact,
        copied: copied(),
      }}
      aria-label={props.label}
      title={props.compact ? props.label : undefined}
      disabled={props.disabled ?? false}
      onClick={() => void copy()}
    >
      <Show when={!props.compact} fallback={<Icon name={copied() ? 'check' : 'copy'} />}>
        <span class="copy-words" data-shown={!copied()}>
          <Icon name="copy" />
          {props.children ?? text.shell.copy}
        </span>
        <span class="copy-words" data-shown={copied()}>
          <Icon name="check" />
          {text.shell.copied}
        </span>
      </Show>
      <span class="visually-hidden" role="status">
        {copied() ? text.shell.copied : ''}
      </span>
    </button>
  );
}
