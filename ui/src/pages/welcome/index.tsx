import { For, Match, Show, Switch, untrack, type JSX } from 'solid-js';

import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Icon } from '../../components/icons';
import { tone } from '../../components/Mark';
import { Page } from '../../components/Page';
import { Words } from '../../components/Words';
import { useText } from '../../i18n';
import { Offers } from '../../parts/Offers';
import { useRouter } from '../../router';
import { say } from '../../state';
import { useAct, useStore } from '../../store';
import { ClientStep } from './ClientStep';
import { IdentityStep } from './IdentityStep';
import { ModelsStep } from './ModelsStep';
import { RequestStep } from './RequestStep';
import { resumed, steps, type Step } from './steps';
import './Welcome.css';

/** The first run: from who one is to the first answer. It can be left and taken up again at any step. */
export default function Welcome(): JSX.Element {
  const text = useText();
  const store = useStore();
  const router = useRouter();
  const act = useAct();
  const first = untrack(() => resumed(store.overview(), store.models()));
  // Whatever arrives from here on is news, even if it comes before the last step.
  const since = Date.now();
  const step = (): Step => steps.find((step) => step === router.place().path[0]) ?? first;
  const at = () => steps.indexOf(step());
  const go = (to: number) => router.go('welcome', [steps[to] ?? 'identity']);
  const leave = async () => {
    await act({ kind: 'change', change: { setting: 'welcomed', value: true } });
    router.go('overview');
  };

  return (
    <Page
      slim
      title={text.welcome.title}
      subtitle={text.welcome.subtitle}
      actions={
        <Button kind="quiet" onClick={() => void leave()}>
          {text.welcome.skip}
        </Button>
      }
    >
      <div class="welcome">
        <Progress at={at()} go={go} />
        <Hindrance />
        <section class="welcome-step" aria-labelledby="welcome-step">
          <h2 id="welcome-step">{text.welcome[step()].title}</h2>
          <p class="muted">{text.welcome[step()].what}</p>
          <Switch>
            <Match when={step() === 'identity'}>
              <IdentityStep />
            </Match>
            <Match when={step() === 'models'}>
              <ModelsStep />
            </Match>
            <Match when={step() === 'client'}>
              <ClientStep />
            </Match>
            <Match when={step() === 'request'}>
              <RequestStep since={since} />
            </Match>
          </Switch>
        </section>
        <div class="welcome-way row">
          <Show when={at() > 0}>
            <Button kind="quiet" icon="chevronLeft" onClick={() => go(at() - 1)}>
              {text.welcome.back}
            </Button>
          </Show>
          <span class="push" />
          <Show
            when={at() < steps.length - 1}
            fallback={
              <Button kind="primary" icon="check" onClick={() => void leave()}>
                {text.welcome.finish}
              </Button>
            }
          >
            <Button kind="primary" onClick={() => go(at() + 1)}>
              {text.welcome.next}
            </Button>
          </Show>
        </div>
      </div>
    </Page>
  );
}

function Progress(props: { at: number; go: (to: number) => void }): JSX.Element {
  const text = useText();
  return (
    <ol class="welcome-progress" aria-label={text.welcome.progress}>
      <For each={steps}>
        {(step, place) => (
          <li>
            <button
              type="button"
              aria-current={place() === props.at ? 'step' : undefined}
              data-done={place() < props.at ? 'true' : undefined}
              onClick={() => props.go(place())}
            >
              <span class="welcome-number">{place() < props.at ? <Icon name="check" /> : place() + 1}</span>
              <span>{text.welcome[step].name}</span>
            </button>
          </li>
        )}
      </For>
    </ol>
  );
}

/** What keeps the gateway from running at all. Who one is has a step of its own. */
function Hindrance(): JSX.Element {
  const text = useText();
  const store = useStore();
  const hindering = () => {
    const overview = store.overview();
    const about = overview?.condition.kind;
    if (overview === undefined || about === 'credentials' || about === 'noCredentials') return undefined;
    return tone(overview.condition) === 'attention' ? overview : undefined;
  };
  return (
    <Show when={hindering()}>
      {(overview) => (
        <Banner
          tone="alert"
          title={say(text, overview().condition).headline}
          actions={<Offers offers={overview().offers} urgent />}
        >
          <Words>{say(text, overview().condition).detail}</Words>
        </Banner>
      )}
    </Show>
  );
}
