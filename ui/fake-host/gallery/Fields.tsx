import { createSignal, type JSX } from 'solid-js';

import { Disclosure } from '../../src/components/Disclosure';
import { SearchField } from '../../src/components/SearchField';
import { Segmented } from '../../src/components/Segmented';
import { Select } from '../../src/components/Select';
import { Setting, SettingGroup } from '../../src/components/Setting';
import { Tabs } from '../../src/components/Tabs';
import { NumberField, TextArea, TextField } from '../../src/components/TextField';
import { Toggle } from '../../src/components/Toggle';
import { Group } from './Gallery';

const efforts = [{ value: 'off', label: 'Off' }, { value: 'low', label: 'Low' }, { value: 'high', label: 'High' }] as const;

/** What is filled in and chosen. */
export function Fields(): JSX.Element {
  const [words, setWords] = createSignal('model:claude');
  const [effort, setEffort] = createSignal<'off' | 'low' | 'high'>('low');
  const [tab, setTab] = createSignal<'off' | 'low' | 'high'>('off');
  const [on, setOn] = createSignal(true);
  const [port, setPort] = createSignal<number | undefined>(8642);
  return (
    <>
      <Group title="Fields" tall>
        <div class="gallery-columns">
          <TextField label="Name" value="work" hint="As it stands in ~/.aws/config." />
          <TextField label="Origin" value="http//localhost" error="An origin begins with http:// or https://." mono />
          <TextField label="Empty" value="" placeholder="https://example.com" />
          <TextField label="Disabled" value="cannot be changed" disabled />
          <NumberField label="Port" value={port()} onChange={setPort} min={1} max={65535} />
          <Select label="Region" value="eu-central-1" options={[{ value: 'eu-central-1', label: 'Europe (Frankfurt)' }, { value: 'us-east-1', label: 'US East (N. Virginia)' }]} onChange={() => {}} />
          <TextArea label="Message" value="Say hello." />
          <SearchField label="Search" value={words()} onInput={setWords} placeholder="Words, model:, status:" />
        </div>
      </Group>
      <Group title="Choices">
        <Segmented label="Effort" value={effort()} options={efforts} onChange={setEffort} />
        <Toggle label="Capture bodies" checked={on()} onChange={setOn} />
        <Toggle label="Off" checked={false} onChange={() => {}} />
        <Toggle label="Disabled" checked disabled onChange={() => {}} />
      </Group>
      <Group title="Settings" tall>
        <SettingGroup title="Gateway" note="A change takes effect on the next request.">
          <Setting title="Prompt caching" hint="Long prefixes are kept at AWS for five minutes and cost a tenth when they return.">
            <Toggle label="Prompt caching" bare checked={on()} onChange={setOn} />
          </Setting>
          <Setting title="Port" hint="Clients must be told when it changes." error="Port 80 needs administrator's rights.">
            <NumberField label="Port" bare value={port()} onChange={setPort} />
          </Setting>
        </SettingGroup>
      </Group>
      <Group title="Tabs and disclosure" tall>
        <Tabs label="Effort" value={tab()} options={efforts} onChange={setTab}>
          <p>What the tab shows: {tab()}.</p>
        </Tabs>
        <Disclosure title="More" aside={<span class="muted">3 headers</span>}>
          <p>What there is more.</p>
        </Disclosure>
      </Group>
    </>
  );
}
