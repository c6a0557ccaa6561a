import { For, Show, type JSX } from 'solid-js';

import type { Detail, Header } from '../../../bindings';
import { useText } from '../../../i18n';

/** Both sides' headers. Secrets were taken out before they came here. */
export function Headers(props: { detail: Detail }): JSX.Element {
  const text = useText();
  return (
    <div class="headers">
      <p class="muted small">{text.requests.headers.redacted}</p>
      <Side title={text.requests.headers.request} headers={props.detail.requestHeaders} />
      <Side title={text.requests.headers.response} headers={props.detail.responseHeaders} />
    </div>
  );
}

function Side(props: { title: string; headers: readonly Header[] }): JSX.Element {
  const text = useText();
  return (
    <section>
      <h3>{props.title}</h3>
      <Show when={props.headers.length > 0} fallback={<p class="muted small">{text.requests.headers.none}</p>}>
        <dl class="header-list">
          <For each={props.headers}>
            {(header) => (
              <div>
                <dt>{header.name}</dt>
                <dd classList={{ muted: header.value === '…' }}>{header.value}</dd>
              </div>
            )}
          </For>
        </dl>
      </Show>
    </section>
  );
}
