import { createSignal, For, Show, type JSX } from 'solid-js';

import type { Alias } from '../../bindings';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { IconButton } from '../../components/IconButton';
import { fill, useText } from '../../i18n';
import { useAct, useStore } from '../../store';
import { AliasForm } from './AliasForm';
import { blank, draftOf, withAlias, withoutAlias, type Draft } from './aliases';
import './AliasDialog.css';

/** What the dialog is asked to show: the list, or at once a new alias for a model. */
export interface AliasWish {
  model?: string;
}

interface Written {
  draft: Draft;
  /** The alias that is changed. */
  replaces?: string;
}

/** Names of the user's own: seen, made, changed, deleted. */
export function AliasDialog(props: { wish: AliasWish | undefined; onClose: () => void }): JSX.Element {
  const text = useText();
  return (
    <Dialog wide open={props.wish !== undefined} title={text.models.aliases.title} onClose={props.onClose}>
      <Show when={props.wish}>{(wish) => <Editor wish={wish()} />}</Show>
    </Dialog>
  );
}

function Editor(props: { wish: AliasWish }): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const words = () => text.models.aliases;
  const asked = props.wish.model;
  const [written, setWritten] = createSignal<Written | undefined>(asked === undefined ? undefined : { draft: { ...blank, model: asked } });
  const aliases = () => store.settings()?.aliases ?? [];
  const change = (value: Alias[]) => act({ kind: 'change', change: { setting: 'aliases', value } });
  const save = async (alias: Alias, replaces?: string) => {
    if (await change(withAlias(aliases(), alias, replaces))) setWritten(undefined);
  };
  return (
    <Show
      when={written()}
      keyed
      fallback={
        <>
          <p class="muted">{words().hint}</p>
          <ul class="alias-list">
            <For each={aliases()} fallback={<li class="muted">{words().none}</li>}>
              {(alias) => (
                <Row
                  alias={alias}
                  onEdit={() => setWritten({ draft: draftOf(alias), replaces: alias.name })}
                  onRemove={() => void change(withoutAlias(aliases(), alias.name))}
                />
              )}
            </For>
          </ul>
          <div>
            <Button icon="plus" onClick={() => setWritten({ draft: blank })}>
              {words().add}
            </Button>
          </div>
        </>
      }
    >
      {({ draft, replaces }) => (
        <AliasForm
          draft={draft}
          replaces={replaces}
          others={aliases()}
          onSave={(alias) => void save(alias, replaces)}
          onBack={() => setWritten(undefined)}
        />
      )}
    </Show>
  );
}

function Row(props: { alias: Alias; onEdit: () => void; onRemove: () => void }): JSX.Element {
  const text = useText();
  const words = () => text.models.aliases;
  return (
    <li>
      <code>{props.alias.name}</code>
      <span class="alias-target">
        <code class="truncate">{props.alias.model}</code>
        <Show when={props.alias.profile}>{(profile) => <span>{fill(words().meansAs, { profile: profile() })}</span>}</Show>
        <Show when={props.alias.region}>{(region) => <span>{fill(words().meansIn, { region: region() })}</span>}</Show>
      </span>
      <IconButton icon="edit" label={fill(words().edit, { name: props.alias.name })} onClick={props.onEdit} />
      <IconButton icon="trash" label={fill(words().remove, { name: props.alias.name })} onClick={props.onRemove} />
    </li>
  );
}
