import type { JSX } from 'solid-js';

import { Page } from '../../components/Page';
import { Setting, SettingGroup } from '../../components/Setting';
import { Toggle } from '../../components/Toggle';
import { useText } from '../../i18n';
import { useAct, useStore } from '../../store';
import { DefaultEffort } from './DefaultEffort';
import { Shown } from './Shown';
import { SingleModels } from './SingleModels';
import './Reasoning.css';

/** How hard models think, and what clients see of it. */
export default function Reasoning(): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const interleave = (value: boolean) => act({ kind: 'change', change: { setting: 'interleaved', value } });
  return (
    <Page title={text.shell.pages.reasoning} subtitle={text.reasoning.subtitle}>
      <div class="stack reasoning">
        <DefaultEffort />
        <SingleModels />
        <Shown />
        <SettingGroup title={text.reasoning.interleaved.title}>
          <Setting title={text.reasoning.interleaved.label} hint={text.reasoning.interleaved.hint}>
            <Toggle
              bare
              label={text.reasoning.interleaved.label}
              checked={store.settings()?.interleaved ?? false}
              onChange={(on) => void interleave(on)}
            />
          </Setting>
        </SettingGroup>
      </div>
    </Page>
  );
}
