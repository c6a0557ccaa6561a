import { createUniqueId, For, type JSX } from 'solid-js';

import type { ShowReasoning } from '../../bindings';
import { SettingGroup } from '../../components/Setting';
import { fill, useText } from '../../i18n';
import { useAct, useStore } from '../../store';

const forms = ['field', 'tags', 'hidden'] as const satisfies readonly ShowReasoning[];

/** What a client gets of the same answer (gateway/src/doors/chat/reply.rs). */
function example(form: ShowReasoning, thought: string, answer: string): string {
  switch (form) {
    case 'field':
      return `{\n  "reasoning_content": ${JSON.stringify(thought)},\n  "content": ${JSON.stringify(answer)}\n}`;
    case 'tags':
      return `{\n  "content": ${JSON.stringify(`<think>\n${thought}\n</think>\n\n${answer}`)}\n}`;
    case 'hidden':
      return `{\n  "content": ${JSON.stringify(answer)}\n}`;
  }
}

/** How thinking is shown to clients: three cards, one of which is chosen. */
export function Shown(): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const name = createUniqueId();
  const words = () => text.reasoning.shown;
  const choose = (value: ShowReasoning) => act({ kind: 'change', change: { setting: 'showReasoning', value } });
  return (
    <SettingGroup title={words().title} note={words().note}>
      <div class="reasoning-forms" role="radiogroup" aria-label={words().label}>
        <For each={forms}>
          {(form) => (
            <label>
              <input
                type="radio"
                name={name}
                value={form}
                checked={store.settings()?.showReasoning === form}
                aria-describedby={`${name}-${form}`}
                onChange={() => void choose(form)}
              />
              <span class="reasoning-form">{words()[form]}</span>
              <span id={`${name}-${form}`} class="muted small">
                {words()[`${form}Hint`]}
              </span>
              <pre class="code" aria-label={fill(words().example, { what: words()[form] })}>
                {example(form, words().exampleThought, words().exampleAnswer)}
              </pre>
            </label>
          )}
        </For>
      </div>
    </SettingGroup>
  );
}
