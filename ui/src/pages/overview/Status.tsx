import { Show, type JSX } from 'solid-js';

import type { Condition, Overview } from '../../bindings';
import { Button } from '../../components/Button';
import { Mark, tone } from '../../components/Mark';
import { Words } from '../../components/Words';
import { useText } from '../../i18n';
import { Offers } from '../../parts/Offers';
import { useRouter } from '../../router';
import { say } from '../../state';
import { useAct } from '../../store';

/** Whether the doctor may find out more than the state says. */
const unclear = (condition: Condition) => condition.kind === 'credentials' || condition.kind === 'noCredentials';

/** The state in a headline, what it means, and what can be done about it. */
export function Status(props: { overview: Overview }): JSX.Element {
  const text = useText();
  const act = useAct();
  const router = useRouter();
  const condition = () => props.overview.condition;
  const said = () => say(text, condition());
  return (
    <section class="overview-status sheet" data-tone={tone(condition())}>
      <Mark tone={tone(condition())} />
      <div class="overview-status-words" role="status">
        <h2>{said().headline}</h2>
        <p>
          <Words>{said().detail}</Words>
        </p>
      </div>
      <div class="row">
        <Offers offers={props.overview.offers} urgent={tone(condition()) === 'attention'} />
        <Show when={unclear(condition())}>
          <Button kind="quiet" icon="stethoscope" onClick={() => router.go('settings', ['doctor'])}>
            {text.overview.examine}
          </Button>
        </Show>
        <Show when={condition().kind === 'stopped'}>
          <Button kind="primary" icon="play" onClick={() => void act({ kind: 'start' })}>
            {text.common.actions.start}
          </Button>
        </Show>
        <Show when={props.overview.baseUrl !== null && condition().kind !== 'stopping'}>
          <Button kind="quiet" icon="stop" onClick={() => void act({ kind: 'stop' })}>
            {text.common.actions.stop}
          </Button>
        </Show>
      </div>
    </section>
  );
}
