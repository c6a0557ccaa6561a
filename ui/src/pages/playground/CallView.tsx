import { Show, type JSX } from 'solid-js';

import { Code } from '../../components/Code';
import { Disclosure } from '../../components/Disclosure';
import { fill, useText } from '../../i18n';
import type { Call } from './answer';

/** A call of a tool, and what it answered. */
export function CallView(props: { call: Call; open: boolean }): JSX.Element {
  const text = useText();
  const words = () => text.playground.answer;
  const brief = () => props.call.result ?? (props.open ? words().pending : words().notRun);
  return (
    <div class="play-call">
      <Disclosure title={fill(words().call, { name: props.call.name })} aside={<code class="muted truncate">{brief()}</code>}>
        <p class="small muted">{words().arguments}</p>
        <Code wrap label={words().arguments}>
          {props.call.args}
        </Code>
        <Show when={props.call.result}>
          {(result) => (
            <>
              <p class="small muted">{words().result}</p>
              <Code wrap label={words().result}>
                {result()}
              </Code>
            </>
          )}
        </Show>
      </Disclosure>
    </div>
  );
}
