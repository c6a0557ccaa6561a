import { createSignal, type JSX } from 'solid-js';

import type { Alias } from '../../bindings';
import { Button } from '../../components/Button';
import { Code } from '../../components/Code';
import { Select } from '../../components/Select';
import { TextField } from '../../components/TextField';
import { fill, useText } from '../../i18n';
import { useStore } from '../../store';
import { aliasOf, flaws, type Draft, type Flaw } from './aliases';
import { ModelPicker } from '../../parts/ModelPicker';

interface Props {
  draft: Draft;
  /** The alias that it takes the place of. */
  replaces: string | undefined;
  others: readonly Alias[];
  onSave: (alias: Alias) => void;
  onBack: () => void;
}

/** Writes one alias. What is wrong is said once it was tried to save. */
export function AliasForm(props: Props): JSX.Element {
  const text = useText();
  const store = useStore();
  const words = () => text.models.aliases;
  const [draft, setDraft] = createSignal(props.draft);
  const [tried, setTried] = createSignal(false);
  const wrong = () => (tried() ? flaws(draft(), props.others, props.replaces) : {});
  const say = (field: 'Name' | 'Model', flaw: Flaw | undefined) =>
    flaw && (flaw === 'missing' ? words().flaws[`missing${field}`] : words().flaws[flaw]);
  const set = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const profiles = () => {
    const known = (store.profiles()?.profiles ?? []).map(({ name }) => name);
    const all = draft().profile === '' || known.includes(draft().profile) ? known : [...known, draft().profile];
    return [{ value: '', label: words().chosenProfile }, ...all.map((name) => ({ value: name, label: name }))];
  };
  const save = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(flaws(draft(), props.others, props.replaces)).length === 0) props.onSave(aliasOf(draft()));
  };
  return (
    <form class="alias-form" onSubmit={save} noValidate>
      <TextField mono label={words().name} value={draft().name} onInput={(name) => set({ name })} error={say('Name', wrong().name)} placeholder="fast" />
      <ModelPicker label={words().model} value={draft().model} onChange={(model) => set({ model })} hint={words().modelHint} error={say('Model', wrong().model)} />
      <Select label={words().profile} value={draft().profile} options={profiles()} onChange={(profile) => set({ profile })} />
      <TextField mono label={words().region} value={draft().region} onInput={(region) => set({ region })} hint={words().regionHint} error={wrong().region && words().flaws.region} placeholder="eu-central-1" />
      <Preview alias={aliasOf(draft())} />
      <div class="row alias-buttons">
        <Button onClick={props.onBack}>{words().back}</Button>
        <Button type="submit" kind="primary">
          {words().save}
        </Button>
      </div>
    </form>
  );
}

/** What a client writes, and where it leads. */
function Preview(props: { alias: Alias }): JSX.Element {
  const text = useText();
  const words = () => text.models.aliases;
  const means = () => {
    const { model, profile, region } = props.alias;
    const parts = [fill(words().means, { model: model || '…' })];
    if (profile !== null) parts.push(fill(words().meansAs, { profile }));
    if (region !== null) parts.push(fill(words().meansIn, { region }));
    return parts.join(' ');
  };
  return (
    <div class="alias-preview">
      <p class="small">{words().called}</p>
      <Code label={words().called} wrap>
        {`"model": ${JSON.stringify(props.alias.name || '…')}`}
      </Code>
      <p class="muted small">{means()}</p>
    </div>
  );
}
