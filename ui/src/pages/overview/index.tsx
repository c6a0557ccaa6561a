import { Show, type JSX } from 'solid-js';

import type { Overview } from '../../bindings';
import { Page } from '../../components/Page';
import { useText } from '../../i18n';
import { SignInCard } from '../../parts/SignInCard';
import { useStore } from '../../store';
import { Connection } from './Connection';
import { FirstSteps } from './FirstSteps';
import { Identity } from './Identity';
import { Status } from './Status';
import { Today } from './Today';
import { Troubles } from './Troubles';
import './Overview.css';

/** What runs, as whom, how it goes, and what mends it. */
export default function OverviewPage(): JSX.Element {
  const text = useText();
  const store = useStore();
  return (
    <Page title={text.shell.pages.overview} subtitle={text.overview.subtitle}>
      <Show when={store.overview()}>{(overview) => <Parts overview={overview()} />}</Show>
    </Page>
  );
}

function Parts(props: { overview: Overview }): JSX.Element {
  return (
    <div class="overview">
      <Status overview={props.overview} />
      <Show when={props.overview.signIn}>{(signIn) => <SignInCard signIn={signIn()} />}</Show>
      <FirstSteps />
      <Troubles troubles={props.overview.troubles} />
      <div class="overview-pair">
        <Connection overview={props.overview} />
        <Identity overview={props.overview} />
      </div>
      <Today />
    </div>
  );
}
