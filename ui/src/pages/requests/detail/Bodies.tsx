import { For, Show, type JSX } from 'solid-js';

import type { Detail } from '../../../bindings';
import { fill, useText } from '../../../i18n';
import { BodyView } from '../json/BodyView';

/** The client's request beside what became of it; below one another where it is narrow. */
export function Bodies(props: { detail: Detail }): JSX.Element {
  const text = useText();
  const title = (at: number) => {
    const { operation, model } = props.detail.upstream[at] ?? { operation: '', model: '' };
    const all = props.detail.upstream.length;
    return fill(all > 1 ? text.requests.body.upstreamNth : text.requests.body.upstream, { operation, model, nth: at + 1, all });
  };
  return (
    <div class="bodies">
      <div class="bodies-side">
        <Show when={props.detail.request} fallback={<p class="muted">{text.requests.body.empty}</p>}>
          {(body) => <BodyView title={text.requests.body.client} body={body()} />}
        </Show>
      </div>
      <div class="bodies-side">
        <For each={props.detail.upstream} fallback={<p class="muted">{text.requests.body.noUpstream}</p>}>
          {(call, at) => <BodyView title={title(at())} body={call.body} />}
        </For>
      </div>
    </div>
  );
}

/** Both bodies as they came, to the letter. */
export function Raw(props: { detail: Detail }): JSX.Element {
  const text = useText();
  return (
    <div class="bodies">
      <div class="bodies-side">
        <Show when={props.detail.request} fallback={<p class="muted">{text.requests.body.empty}</p>}>
          {(body) => <BodyView plain title={text.requests.body.clientWhole} body={body()} />}
        </Show>
      </div>
      <div class="bodies-side">
        <Show when={props.detail.response} fallback={<p class="muted">{text.requests.body.empty}</p>}>
          {(body) => <BodyView plain title={text.requests.body.responseWhole} body={body()} />}
        </Show>
      </div>
    </div>
  );
}
