import { Match, Show, Switch, type JSX } from 'solid-js';

import { Page } from '../../components/Page';
import { Skeleton } from '../../components/Skeleton';
import { Tabs } from '../../components/Tabs';
import { useText } from '../../i18n';
import { useRouter } from '../../router';
import { useStore } from '../../store';
import { About } from './About';
import { AppSettings } from './AppSettings';
import { Doctor } from './Doctor';
import { GatewaySettings } from './GatewaySettings';
import { Keys } from './Keys';
import './Settings.css';

const parts = ['gateway', 'keys', 'app', 'doctor', 'about'] as const;
type Part = (typeof parts)[number];

/** How Outcrop behaves on this computer. The part that is shown is in the address: `#/settings/doctor`. */
export default function Settings(): JSX.Element {
  const text = useText();
  const router = useRouter();
  const store = useStore();
  const part = (): Part => parts.find((part) => part === router.place().path[0]) ?? 'gateway';
  const options = () => parts.map((part) => ({ value: part, label: text.settings.parts[part] }));
  return (
    <Page slim title={text.shell.pages.settings} subtitle={text.settings.subtitle}>
      <Tabs
        label={text.shell.pages.settings}
        value={part()}
        options={options()}
        onChange={(part) => router.go('settings', [part])}
      >
        <Switch>
          <Match when={part() === 'doctor'}>
            <Doctor />
          </Match>
          <Match when={part() === 'about'}>
            <About />
          </Match>
          <Match when={true}>
            <Show when={store.settings()} fallback={<Skeleton lines={8} />}>
              {(settings) => (
                <Switch>
                  <Match when={part() === 'gateway'}>
                    <GatewaySettings settings={settings()} />
                  </Match>
                  <Match when={part() === 'keys'}>
                    <Keys />
                  </Match>
                  <Match when={part() === 'app'}>
                    <AppSettings settings={settings()} />
                  </Match>
                </Switch>
              )}
            </Show>
          </Match>
        </Switch>
      </Tabs>
    </Page>
  );
}
