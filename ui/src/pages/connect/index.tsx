import { createMemo, createSignal, type JSX } from 'solid-js';

import { Page } from '../../components/Page';
import { Select } from '../../components/Select';
import { useText } from '../../i18n';
import { useRouter } from '../../router';
import { useStore } from '../../store';
import { guides, type Guide } from './clients';
import { ClientList } from './ClientList';
import { GuideView } from './GuideView';
import { contextOf, modelChoices } from './models';
import { seen } from './seen';
import './Connect.css';

/** Where Outcrop listens unless it is told otherwise: for the time when it does not listen. */
const USUAL_PORT = 8642;

/** What to write into each client, and whether it has called. */
export default function Connect(): JSX.Element {
  const text = useText();
  const store = useStore();
  const router = useRouter();
  const [model, setModel] = createSignal('');
  const guide = createMemo<Guide>(() => guides.find((guide) => guide.id === router.place().path[0]) ?? guides[0]!);
  const choices = createMemo(() => modelChoices(store.models()?.models ?? [], store.settings()));
  const port = () => store.settings()?.port || USUAL_PORT;
  const values = () => ({
    baseUrl: store.overview()?.baseUrl ?? `http://127.0.0.1:${port()}/v1`,
    model: model() || 'gpt-4o',
    context: contextOf(store.models(), model()),
  });
  const options = () => [{ value: '', label: text.connect.anyModel }, ...choices()];

  return (
    <Page title={text.connect.title} subtitle={text.connect.subtitle}>
      <div class="connect">
        <ClientList
          chosen={guide().id}
          called={(guide) => seen(guide, store.traffic()?.clients) !== undefined}
          choose={(id) => router.go('connect', [id])}
        />
        <div class="stack">
          <Select label={text.connect.model} hint={text.connect.modelHint} value={model()} options={options()} onChange={setModel} />
          <GuideView guide={guide()} values={values()} listening={store.overview()?.baseUrl != null} />
        </div>
      </div>
    </Page>
  );
}
