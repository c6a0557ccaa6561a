import { For, Match, Show, Switch, type JSX } from 'solid-js';

import type { Doctor as Findings, DoctorStep, Verdict } from '../../bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Empty } from '../../components/Empty';
import { Icon, type IconName } from '../../components/icons';
import { Spinner } from '../../components/Spinner';
import { Words } from '../../components/Words';
import { fill, useSpeech, useText } from '../../i18n';
import { useAct, useStore } from '../../store';

const icons: Record<Verdict, IconName> = { well: 'check', odd: 'alert', wrong: 'close', skipped: 'minus' };

/** Goes through the whole chain, step by step, and says what is wrong and what helps. */
export function Doctor(): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const start = () => void act({ kind: 'examine' });
  return (
    <div class="settings">
      <Show
        when={store.doctor()}
        fallback={
          <div class="sheet">
            <Empty
              icon="stethoscope"
              title={text.settings.doctor.title}
              actions={
                <Button kind="primary" onClick={start}>
                  {text.settings.doctor.start}
                </Button>
              }
            >
              {text.settings.doctor.what}
            </Empty>
          </div>
        }
      >
        {(doctor) => <Report doctor={doctor()} again={start} />}
      </Show>
    </div>
  );
}

function Report(props: { doctor: Findings; again: () => void }): JSX.Element {
  const { text, format, count } = useSpeech();
  const words = () => text.settings.doctor;
  const bad = (verdict: Verdict) => props.doctor.steps.filter((step) => step.verdict === verdict).length;
  const again = () => (
    <Button icon="refresh" busy={props.doctor.running} onClick={props.again}>
      {words().again}
    </Button>
  );
  return (
    <>
      <Switch
        fallback={
          <Banner tone="good" title={words().allWell} actions={again()}>
            {fill(words().at, { when: format.moment(props.doctor.at) })}
          </Banner>
        }
      >
        <Match when={props.doctor.running}>
          <Banner title={words().running} actions={again()}>
            {words().patience}
          </Banner>
        </Match>
        <Match when={bad('wrong') > 0}>
          <Banner tone="alert" title={count(words().wrong, bad('wrong'))} actions={again()}>
            {fill(words().at, { when: format.moment(props.doctor.at) })}
          </Banner>
        </Match>
        <Match when={bad('odd') > 0}>
          <Banner tone="warn" title={count(words().odd, bad('odd'))} actions={again()}>
            {fill(words().at, { when: format.moment(props.doctor.at) })}
          </Banner>
        </Match>
      </Switch>
      <ol class="settings-steps sheet">
        <For each={props.doctor.steps}>{(step) => <Step step={step} />}</For>
        <Show when={props.doctor.running}>
          <li data-verdict="running">
            <Spinner />
            <div>{words().next}</div>
          </li>
        </Show>
      </ol>
    </>
  );
}

function Step(props: { step: DoctorStep }): JSX.Element {
  const text = useText();
  const parts = (): Record<string, string> => text.settings.doctor.parts;
  return (
    <li data-verdict={props.step.verdict}>
      <Icon name={icons[props.step.verdict]} />
      <div>
        <h2>
          {parts()[props.step.part] ?? props.step.part}
          <span class="visually-hidden">{text.settings.doctor.verdicts[props.step.verdict]}</span>
        </h2>
        <p class="small selectable">
          <Words>{props.step.words}</Words>
        </p>
      </div>
    </li>
  );
}
