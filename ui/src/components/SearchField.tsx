import { Show, type JSX } from 'solid-js';

import { useText } from '../i18n';
import { Icon } from './icons';
import { IconButton } from './IconButton';
import { Kbd } from './Kbd';
import './Field.css';
import './SearchField.css';

interface Props {
  /** What is searched, for screen readers. */
  label: string;
  value: string;
  onInput: (value: string) => void;
  placeholder?: string;
}

/** The page's search: `/` goes to it (shell/shortcuts.ts), Esc empties it. */
export function SearchField(props: Props): JSX.Element {
  const text = useText();
  let input!: HTMLInputElement;
  const clear = () => {
    props.onInput('');
    input.focus();
  };
  return (
    <div class="search">
      <Icon name="search" />
      <input
        ref={input}
        class="input"
        type="text"
        role="searchbox"
        data-search
        aria-label={props.label}
        autocomplete="off"
        spellcheck={false}
        value={props.value}
        placeholder={props.placeholder}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && props.value !== '' && clear()}
      />
      <Show when={props.value !== ''} fallback={<Kbd>/</Kbd>}>
        <IconButton icon="close" label={text.shell.clearSearch} onClick={clear} />
      </Show>
    </div>
  );
}
