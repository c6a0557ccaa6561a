import { Show, type JSX } from 'solid-js';

import type { SignIn } from '../bindings';
import { Button } from '../components/Button';
import { CopyButton } from '../components/CopyButton';
import { Spinner } from '../components/Spinner';
import { fill, useText } from '../i18n';
import { useAct, useStore } from '../store';
import './SignInCard.css';

/** A sign-in under way: the page that was opened, and the code to compare there. */
export function SignInCard(props: { signIn: SignIn }): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  return (
    <section class="sign-in sheet" aria-label={fill(text.shell.signIn.title, { profile: props.signIn.profile })}>
      <Spinner />
      <div class="sign-in-words">
        <h2>{fill(text.shell.signIn.title, { profile: props.signIn.profile })}</h2>
        <p class="muted" role="status">
          <Show when={props.signIn.url} fallback={text.shell.signIn.preparing}>
            {props.signIn.code === null ? text.shell.signIn.browser : text.shell.signIn.compare}
          </Show>
        </p>
        <Show when={props.signIn.code}>
          {(code) => (
            <p class="sign-in-code">
              <code>{code()}</code>
              <CopyButton
                compact
                label={text.shell.signIn.copyCode}
                copy={() => store.ask({ kind: 'copyText', text: code() })}
              />
            </p>
          )}
        </Show>
      </div>
      <div class="row">
        <Show when={props.signIn.url}>
          {(url) => (
            <>
              <Button icon="external" onClick={() => void act({ kind: 'openLink', link: 'signIn' })}>
                {text.shell.signIn.openPage}
              </Button>
              <CopyButton
                kind="quiet"
                label={text.shell.signIn.copyLink}
                copy={() => store.ask({ kind: 'copyText', text: url() })}
              >
                {text.shell.signIn.copyLink}
              </CopyButton>
            </>
          )}
        </Show>
        <Button kind="quiet" onClick={() => void act({ kind: 'cancelSignIn' })}>
          {text.shell.cancel}
        </Button>
      </div>
    </section>
  );
}
