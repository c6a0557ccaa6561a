import type { JSX } from 'solid-js';

import type { Settings } from '../../bindings';
import { Setting, SettingGroup } from '../../components/Setting';
import { NumberField } from '../../components/TextField';
import { Toggle } from '../../components/Toggle';
import { useText } from '../../i18n';
import { useChange } from './change';
import { Origins } from './Origins';

const LAST_PORT = 65_535;

/** How requests are taken, and what becomes of them. */
export function GatewaySettings(props: { settings: Settings }): JSX.Element {
  const text = useText();
  return (
    <div class="settings">
      <SettingGroup title={text.settings.listening} note={text.settings.listeningNote}>
        <Port port={props.settings.port} />
        <Origins origins={props.settings.origins} />
      </SettingGroup>
      <SettingGroup title={text.settings.requests} note={text.settings.requestsNote}>
        <Switched name="promptCaching" checked={props.settings.promptCaching} />
        <Switched name="strict" checked={props.settings.strict} />
        <Switched name="capture" checked={props.settings.capture} />
      </SettingGroup>
    </div>
  );
}

function Port(props: { port: number }): JSX.Element {
  const text = useText();
  const { error, change, refuse } = useChange();
  const set = (port: number | undefined) => {
    if (port === undefined || !Number.isInteger(port) || port < 0 || port > LAST_PORT) refuse(text.settings.portRange);
    else if (port !== props.port) void change({ setting: 'port', value: port });
  };
  return (
    <Setting title={text.settings.port} hint={text.settings.portHint} error={error()}>
      <div class="settings-port">
        <NumberField label={text.settings.port} bare value={props.port} onChange={set} min={0} max={LAST_PORT} step={1} />
      </div>
    </Setting>
  );
}

interface SwitchedProps {
  name: 'promptCaching' | 'strict' | 'capture';
  checked: boolean;
}

function Switched(props: SwitchedProps): JSX.Element {
  const text = useText();
  const { error, change } = useChange();
  const words = () => text.settings.switches[props.name];
  return (
    <Setting title={words().title} hint={words().hint} error={error()}>
      <Toggle
        label={words().title}
        bare
        checked={props.checked}
        onChange={(on) => void change({ setting: props.name, value: on })}
      />
    </Setting>
  );
}
