import { createSignal, type JSX } from 'solid-js';

import { Button } from '../../components/Button';
import { Code } from '../../components/Code';
import { CopyButton } from '../../components/CopyButton';
import { Segmented } from '../../components/Segmented';
import { useText } from '../../i18n';
import { useRouter } from '../../router';
import { useStore } from '../../store';
import { masked, snippets, type Snippet } from './snippets';

const options: { value: Snippet; label: string }[] = [
  { value: 'python', label: 'Python' },
  { value: 'node', label: 'Node.js' },
  { value: 'curl', label: 'curl' },
];

/** Something to paste that makes a first request. */
export function ClientStep(): JSX.Element {
  const text = useText();
  const store = useStore();
  const router = useRouter();
  const [language, setLanguage] = createSignal<Snippet>('python');
  const snippet = () => {
    const port = store.settings()?.port || 8642;
    const baseUrl = store.overview()?.baseUrl ?? `http://127.0.0.1:${port}/v1`;
    return snippets[language()](baseUrl, store.models()?.defaultChat ?? 'gpt-4o');
  };
  return (
    <>
      <div class="row">
        <Segmented label={text.welcome.client.language} value={language()} options={options} onChange={setLanguage} />
        <span class="push" />
        <Button kind="quiet" onClick={() => router.go('connect')}>
          {text.welcome.client.more}
        </Button>
        <CopyButton
          kind="primary"
          label={text.welcome.client.copy}
          copy={() => store.ask({ kind: 'copyText', text: snippet() })}
        />
      </div>
      <Code label={text.welcome.client.snippet}>{masked(snippet())}</Code>
      <p class="small muted">{text.welcome.client.masked}</p>
    </>
  );
}
