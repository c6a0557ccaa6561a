import { createEffect, createSignal, lazy, Match, on, onMount, Show, Suspense, Switch, type JSX } from 'solid-js';

import { Page } from '../../components/Page';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../i18n';
import { ClearDialog } from './ClearDialog';
import { createDesk, DeskProvider, useDesk } from './desk';
import { StandingLine } from './Line';
import { List } from './list/List';
import { NoMatch, NothingYet } from './Nothing';
import { createSize } from './size';
import { Split } from './Split';
import { Capture, Toolbar } from './Toolbar';
import { usePageKeys } from './usePageKeys';
import './requests.css';

// The list comes first; the rest is fetched as soon as it is there.
const rest = () => import('./detail');
const DetailPane = lazy(async () => ({ default: (await rest()).DetailPane }));
const Dialogs = lazy(async () => ({ default: (await rest()).Dialogs }));

/** Requests: the live log, and all that is known of one of them. */
export default function Requests(): JSX.Element {
  const text = useText();
  return (
    <DeskProvider value={createDesk()}>
      <Page title={text.shell.pages.requests} subtitle={text.requests.subtitle} fixed actions={<Capture />}>
        <Desk />
      </Page>
    </DeskProvider>
  );
}

/** Below this width the details take the list's place. */
const NARROW = 680;

function Desk(): JSX.Element {
  const desk = useDesk();
  const [follow, size] = createSize();
  const [wide, setWide] = createSignal(false);
  let frame!: HTMLDivElement;
  const width = () => size()?.width ?? 1000;
  const narrow = () => width() < NARROW;
  const alone = () => desk.opened() && (narrow() || wide());
  const focusList = () => frame.querySelector<HTMLElement>('.requests-list .virtual')?.focus({ preventScroll: true });
  // A task later: what is fetched is drawn only then.
  const focusDetails = () => frame.querySelector<HTMLElement>('.detail h2')?.focus({ preventScroll: true });
  usePageKeys(focusList);
  onMount(() => void rest());

  // Who reads alone has no list to keep the focus: it goes to the details, and comes back with the list.
  createEffect(
    on(alone, (now, before) => {
      if (now) void rest().then(() => setTimeout(focusDetails));
      else if (before) queueMicrotask(focusList);
    }),
  );

  return (
    <div class="requests" ref={(element) => ((frame = element), follow(element))}>
      <div class="requests-bar dense" hidden={alone()}>
        <Toolbar onLeave={focusList} />
      </div>
      <div hidden={alone()}>
        <StandingLine />
      </div>
      <div class="requests-sides">
        <Split
          width={width()}
          open={desk.opened() && !alone()}
          first={
            <div class="split-first" hidden={alone()}>
              <Main />
            </div>
          }
          second={<Details beside wide={false} onWide={setWide} />}
        />
        <Show when={alone()}>
          <div class="split-alone">
            <Details beside={false} wide={wide() && !narrow()} onWide={narrow() ? undefined : setWide} />
          </div>
        </Show>
      </div>
      <ClearDialog />
      <Suspense>
        <Dialogs />
      </Suspense>
    </div>
  );
}

/** The list, or why it is empty. */
function Main(): JSX.Element {
  const desk = useDesk();
  return (
    <Switch fallback={<List />}>
      <Match when={!desk.log.told()}>
        <div class="sheet requests-waiting">
          <Skeleton lines={12} />
        </div>
      </Match>
      <Match when={desk.log.entries().length === 0}>
        <div class="sheet requests-empty">
          <NothingYet />
        </div>
      </Match>
      <Match when={desk.view.shown().length === 0 && desk.view.fresh() === 0}>
        <div class="sheet requests-empty">
          <NoMatch />
        </div>
      </Match>
    </Switch>
  );
}

function Details(props: { beside: boolean; wide: boolean; onWide: ((wide: boolean) => void) | undefined }): JSX.Element {
  const desk = useDesk();
  return (
    <Show when={desk.selected()}>
      {(entry) => (
        <Suspense fallback={<div class="detail sheet" />}>
          <DetailPane entry={entry()} beside={props.beside} wide={props.wide} onWide={props.onWide} />
        </Suspense>
      )}
    </Show>
  );
}
