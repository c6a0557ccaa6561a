import { createMemo, createSignal, createUniqueId, For, Show, type JSX } from 'solid-js';

import type { Model } from '../bindings';
import { Field, type FieldProps } from '../components/Field';
import { Icon } from '../components/icons';
import { moved } from '../components/window';
import { useSpeech } from '../i18n';
import { useStore } from '../store';
import { everything, found, select } from './modelFilter';
import './ModelPicker.css';

/** More than anybody reads; whoever wants another writes a word of its name. */
const MOST = 60;
const PAGE = 6;

interface Props extends FieldProps {
  /** A model's id, or what was written instead. */
  value: string;
  /** Hears the id of a model that was chosen, or what was written when the field is left. */
  onChange: (value: string) => void;
  /** Which models there are to choose from; all, where it does not say. */
  among?: (model: Model) => boolean;
  placeholder?: string;
}

/** A model by its name or id, favourites first. What is on no list may be written: an ARN, an id that is new. */
export function ModelPicker(props: Props): JSX.Element {
  const { text, count } = useSpeech();
  const store = useStore();
  const id = createUniqueId();
  const [words, setWords] = createSignal<string>();
  const [at, setAt] = createSignal(-1);
  let list!: HTMLUListElement;

  const favourites = createMemo(() => new Set(store.settings()?.favourites));
  const sorted = createMemo(() => {
    const all = select((store.models()?.models ?? []).filter(props.among ?? (() => true)), everything, favourites());
    return [...all.filter(({ id }) => favourites().has(id)), ...all.filter(({ id }) => !favourites().has(id))];
  });
  const isOpen = () => words() !== undefined;
  const matches = createMemo(() => {
    if (!isOpen()) return [];
    const all = sorted().filter((model) => found(model, words() ?? ''));
    // Whoever writes a whole id means that one, and not those whose ids contain it.
    const exact = all.find(({ id }) => id === words()?.trim());
    return exact === undefined ? all : [exact, ...all.filter((model) => model !== exact)];
  });
  const drawn = () => matches().slice(0, MOST);
  const named = () => sorted().find((model) => model.id === props.value);

  const open = (typed: string) => {
    setWords(typed);
    setAt(typed === '' ? -1 : 0);
    list.scrollTop = 0;
  };
  const close = () => setWords(undefined);
  const choose = (value: string) => {
    close();
    if (value !== props.value) props.onChange(value);
  };
  const leave = () => {
    const typed = words()?.trim();
    // What is no word of a model's is taken for an id.
    if (typed && (matches().length === 0 || matches()[0]?.id === typed)) choose(typed);
    else close();
  };

  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape' && isOpen()) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Enter' && isOpen()) {
      event.preventDefault();
      const model = drawn()[at()];
      if (model) choose(model.id);
      else leave();
    } else {
      const to = ['Home', 'End'].includes(event.key) ? undefined : moved(event.key, at(), drawn().length || MOST, PAGE);
      if (to === undefined) return;
      event.preventDefault();
      if (!isOpen()) return open('');
      setAt(to);
      list.children[to]?.scrollIntoView({ block: 'nearest' });
    }
  };

  return (
    <div class="picker">
      <Field of={props}>
        {(tied) => (
          <input
            id={tied.id}
            aria-describedby={tied.describedBy()}
            aria-invalid={tied.invalid()}
            class="input"
            type="text"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={isOpen()}
            aria-controls={`${id}-list`}
            aria-activedescendant={isOpen() && drawn()[at()] ? `${id}-${at()}` : undefined}
            autocomplete="off"
            spellcheck={false}
            placeholder={named()?.name ?? props.placeholder}
            value={words() ?? named()?.name ?? props.value}
            title={props.value}
            onInput={(event) => open(event.currentTarget.value)}
            onClick={(event) => {
              if (isOpen()) return;
              open('');
              event.currentTarget.select();
            }}
            onBlur={leave}
            onKeyDown={press}
          />
        )}
      </Field>
      <ul ref={list} id={`${id}-list`} class="picker-list" role="listbox" aria-label={props.label} hidden={!isOpen()} onPointerDown={(event) => event.preventDefault()}>
        <For each={drawn()}>
          {(model, index) => (
            <li
              id={`${id}-${index()}`}
              role="option"
              aria-selected={model.id === props.value}
              data-active={index() === at()}
              onClick={() => choose(model.id)}
            >
              <span class="truncate">{model.name}</span>
              <Show when={favourites().has(model.id)}>
                <Icon name="star" solid />
              </Show>
              <code class="truncate">{model.id}</code>
            </li>
          )}
        </For>
        <Show when={isOpen() && matches().length === 0}>
          <li class="picker-note" role="option" aria-selected="false" aria-disabled="true">
            {text.shell.picker.none}
          </li>
        </Show>
        <Show when={matches().length > MOST}>
          <li class="picker-note" role="option" aria-selected="false" aria-disabled="true">
            {count({ one: text.shell.picker.more, other: text.shell.picker.more }, matches().length - MOST)}
          </li>
        </Show>
      </ul>
    </div>
  );
}
