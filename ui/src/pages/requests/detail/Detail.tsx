import { Match, Switch, type JSX } from 'solid-js';

import { Tabs } from '../../../components/Tabs';
import { fill, useSpeech } from '../../../i18n';
import type { Entry } from '../../../store/log';
import { tabs, useDesk } from '../desk';
import { Bodies, Raw } from './Bodies';
import { Head } from './Head';
import { Headers } from './Headers';
import { createDetail } from './load';
import { Captured } from './Nothing';
import { Response } from './Response';
import { Summary } from './Summary';
import './detail.css';
import './summary.css';
import './response.css';

interface Props {
  entry: Entry;
  beside: boolean;
  wide: boolean;
  onWide: ((wide: boolean) => void) | undefined;
}

/** One request: what it was, how it went, and all that is known of it. */
export function DetailPane(props: Props): JSX.Element {
  const { text, format } = useSpeech();
  const desk = useDesk();
  const { loaded, again } = createDetail(() => props.entry);
  const options = () => tabs.map((value) => ({ value, label: text.requests.detail.tab[value] }));
  return (
    <section
      class="detail sheet"
      aria-label={fill(text.requests.detail.label, { id: format.number(props.entry.id) })}
    >
      <Head row={props.entry.row()} beside={props.beside} wide={props.wide} onWide={props.onWide} />
      <Tabs label={text.requests.detail.tabs} value={desk.tab()} options={options()} onChange={desk.setTab}>
        <Switch>
          <Match when={desk.tab() === 'summary'}>
            <Summary row={props.entry.row()} />
          </Match>
          <Match when={desk.tab() === 'request'}>
            <Captured loaded={loaded()} again={again}>
              {(detail) => <Bodies detail={detail()} />}
            </Captured>
          </Match>
          <Match when={desk.tab() === 'response'}>
            <Captured loaded={loaded()} again={again}>
              {(detail) => <Response detail={detail()} />}
            </Captured>
          </Match>
          <Match when={desk.tab() === 'headers'}>
            <Captured loaded={loaded()} again={again}>
              {(detail) => <Headers detail={detail()} />}
            </Captured>
          </Match>
          <Match when={desk.tab() === 'raw'}>
            <Captured loaded={loaded()} again={again}>
              {(detail) => <Raw detail={detail()} />}
            </Captured>
          </Match>
        </Switch>
      </Tabs>
    </section>
  );
}
