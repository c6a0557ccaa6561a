import { Show, type JSX } from 'solid-js';

import type { Tally, Traffic } from '../../bindings';
import { Button } from '../../components/Button';
import { BarChart } from '../../components/Chart';
import { Empty } from '../../components/Empty';
import { Figure, Figures } from '../../components/Figure';
import { Skeleton } from '../../components/Skeleton';
import { fill, useSpeech } from '../../i18n';
import { useRouter } from '../../router';
import { useStore } from '../../store';

/** Today's requests in figures, and the last hour in bars. */
export function Today(): JSX.Element {
  const { text } = useSpeech();
  const store = useStore();
  return (
    <section class="overview-today sheet" aria-labelledby="overview-today">
      <h2 id="overview-today">{text.overview.today}</h2>
      <Show when={store.traffic()} fallback={<Skeleton lines={5} />}>
        {(traffic) => (
          <Show when={traffic().today.requests + traffic().open > 0} fallback={<Nothing />}>
            <Counts today={traffic().today} open={traffic().open} />
            <Hour minutes={traffic().minutes} />
          </Show>
        )}
      </Show>
    </section>
  );
}

function Nothing(): JSX.Element {
  const { text } = useSpeech();
  const router = useRouter();
  return (
    <Empty
      icon="requests"
      title={text.overview.nothing}
      actions={<Button onClick={() => router.go('connect')}>{text.overview.connect}</Button>}
    >
      {text.overview.nothingHint}
    </Empty>
  );
}

function Counts(props: { today: Tally; open: number }): JSX.Element {
  const { text, format, count } = useSpeech();
  const words = () => text.overview;
  const known = (value: number | null, say: (value: number) => string) => (value === null ? '–' : say(value));
  const share = (part: number, whole: number) => format.percent(whole === 0 ? 0 : part / whole);
  return (
    <Figures>
      <Figure name={words().requests} note={count(words().underWay, props.open)}>
        {format.number(props.today.requests)}
      </Figure>
      <Figure
        name={words().errors}
        bad={props.today.errors > 0}
        note={fill(words().ofAll, { share: share(props.today.errors, props.today.requests) })}
      >
        {format.number(props.today.errors)}
      </Figure>
      <Figure
        name={words().input}
        note={fill(words().fromCache, { share: share(props.today.cached, props.today.input) })}
      >
        {format.compact(props.today.input)}
      </Figure>
      <Figure name={words().output} note={words().tokens}>
        {format.compact(props.today.output)}
      </Figure>
      <Figure name={words().cost} note={props.today.unpriced > 0 ? count(words().unpriced, props.today.unpriced) : undefined}>
        {known(props.today.cost, format.cost)}
      </Figure>
      <Figure
        name={words().firstToken}
        title={props.today.slow === null ? undefined : fill(words().slow, { span: format.span(props.today.slow) })}
        note={fill(words().answer, { span: known(props.today.duration, format.span) })}
      >
        {known(props.today.firstToken, format.span)}
      </Figure>
    </Figures>
  );
}

function Hour(props: { minutes: Traffic['minutes'] }): JSX.Element {
  const { text, format, count } = useSpeech();
  const summed = (pick: (minute: Traffic['minutes'][number]) => number) =>
    props.minutes.reduce((sum, minute) => sum + pick(minute), 0);
  const said = (requests: number, errors: number) =>
    fill(text.overview.both, {
      requests: count(text.overview.counted, requests),
      errors: count(text.overview.failed, errors),
    });
  const bars = () =>
    props.minutes.map((minute) => ({
      good: minute.requests - minute.errors,
      bad: minute.errors,
      title: `${format.clock(minute.at)} · ${said(minute.requests, minute.errors)}`,
    }));
  const label = () => {
    const words = said(summed((minute) => minute.requests), summed((minute) => minute.errors));
    return fill(text.overview.lastHour, { words });
  };
  return (
    <BarChart label={label()} bars={bars()} from={format.clock(props.minutes[0]?.at ?? 0)} to={text.overview.now} />
  );
}
