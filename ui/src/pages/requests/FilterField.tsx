import { createMemo, createSignal, createUniqueId, For, Show, untrack, type JSX } from 'solid-js';

import { Icon } from '../../components/icons';
import { IconButton } from '../../components/IconButton';
import { Kbd } from '../../components/Kbd';
import { useFormat, useText } from '../../i18n';
import { useDesk } from './desk';
import { accept, suggest, type Suggestion } from './filter/suggest';
import '../../components/Field.css';
import '../../components/SearchField.css';
import './FilterField.css';

/** The filter: words and `key:value`, with suggestions for what can come next. */
export function FilterField(props: { onLeave: () => void }): JSX.Element {
  const text = useText();
  const desk = useDesk();
  const id = createUniqueId();
  const [caret, setCaret] = createSignal<number>();
  const [active, setActive] = createSignal(-1);
  let input!: HTMLInputElement;

  // Suggestions are there while the field is written in: without a caret there are none.
  const suggestions = createMemo(() => {
    const at = caret();
    const rows = () => untrack(desk.log.entries).map((entry) => untrack(entry.row));
    return at === undefined ? [] : suggest(desk.text(), at, rows);
  });
  const shut = () => {
    setCaret(undefined);
    setActive(-1);
  };
  const follow = () => {
    setCaret(input.selectionStart ?? input.value.length);
    setActive(-1);
  };
  const take = (suggestion: Suggestion) => {
    const next = accept(desk.text(), suggestion);
    desk.setText(next.text);
    input.value = next.text;
    input.focus();
    input.setSelectionRange(next.caret, next.caret);
    follow();
  };
  const press = (event: KeyboardEvent) => {
    const [count, chosen] = [suggestions().length, suggestions()[active()]];
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      setActive((at) => (at + (event.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1) + count) % count);
    } else if (event.key === 'ArrowDown') {
      follow();
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) {
      take(chosen);
    } else if (event.key === 'Enter') {
      shut();
      props.onLeave();
    } else if (event.key === 'Escape') {
      if (count > 0) shut();
      else if (desk.text() !== '') desk.setText('');
      else props.onLeave();
    } else {
      return;
    }
    event.preventDefault();
  };

  return (
    <div class="search filter-field">
      <Icon name="filter" />
      <input
        ref={input}
        class="input"
        type="text"
        role="combobox"
        data-search
        aria-label={text.requests.filter.label}
        aria-autocomplete="list"
        aria-expanded={suggestions().length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={active() >= 0 ? `${id}-${active()}` : undefined}
        aria-describedby="filter-hint"
        autocomplete="off"
        spellcheck={false}
        value={desk.text()}
        placeholder={text.requests.filter.placeholder}
        onInput={() => {
          desk.setText(input.value);
          follow();
        }}
        onClick={follow}
        onFocus={follow}
        onBlur={shut}
        onKeyDown={press}
      />
      <Show when={desk.text() !== ''} fallback={<Kbd>/</Kbd>}>
        <IconButton
          icon="close"
          label={text.requests.noMatch.clear}
          onClick={() => {
            desk.setText('');
            input.focus();
          }}
        />
      </Show>
      <ul id={`${id}-list`} class="suggestions" role="listbox" aria-label={text.requests.filter.suggestions} hidden={suggestions().length === 0}>
        <For each={suggestions()}>
          {(suggestion, at) => (
            <li
              id={`${id}-${at()}`}
              role="option"
              aria-selected={active() === at()}
              // The field keeps the focus, or the list would be gone before the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(suggestion)}
            >
              <Words suggestion={suggestion} />
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}

function Words(props: { suggestion: Suggestion }): JSX.Element {
  const text = useText();
  const format = useFormat();
  return (
    <>
      <code>{props.suggestion.insert.trimEnd()}</code>
      <span class="muted">
        <Show when={props.suggestion.key} fallback={props.suggestion.count === undefined ? '' : format.number(props.suggestion.count)}>
          {(key) => text.requests.filter.keys[key()]}
        </Show>
      </span>
    </>
  );
}
