import { createSignal, For, type JSX } from 'solid-js';

import { Badge, Chip, type BadgeTone } from '../../src/components/Badge';
import { Button } from '../../src/components/Button';
import { CopyButton } from '../../src/components/CopyButton';
import { Dialog } from '../../src/components/Dialog';
import { IconButton } from '../../src/components/IconButton';
import { Icon, iconNames } from '../../src/components/icons';
import { Kbd } from '../../src/components/Kbd';
import { Menu, Popover } from '../../src/components/Popover';
import { useToast } from '../../src/components/Toast';
import { Group } from './Gallery';

const tones: BadgeTone[] = ['neutral', 'accent', 'good', 'warn', 'alert', 'demo'];

/** What is pressed. */
export function Actions(): JSX.Element {
  const toast = useToast();
  const [open, setOpen] = createSignal(false);
  const [liked, setLiked] = createSignal(true);
  const [chip, setChip] = createSignal(true);
  return (
    <>
      <Group title="Buttons">
        <Button>Plain</Button>
        <Button kind="primary">Primary</Button>
        <Button kind="quiet">Quiet</Button>
        <Button kind="danger" icon="trash">Danger</Button>
        <Button icon="refresh">With icon</Button>
        <Button pressed={true} icon="pause">Pressed</Button>
        <Button busy>Busy</Button>
        <Button kind="primary" busy>Busy</Button>
        <Button disabled>Disabled</Button>
        <Button kind="primary" disabled>Disabled</Button>
        <IconButton icon="more" label="More" opens="gallery-menu" />
        <IconButton icon="star" label="Favourite" pressed={liked()} onClick={() => setLiked(!liked())} />
        <IconButton icon="trash" label="Delete" disabled />
        <CopyButton label="Copy this" copy={async () => {}} />
        <CopyButton label="Copy this too" compact copy={async () => {}} />
        <CopyButton label="Copy in vain" copy={async () => Promise.reject(new Error('There is no clipboard here.'))} />
      </Group>
      <Group title="Icons">
        <For each={iconNames}>
          {(name) => (
            <span class="icon-sample">
              <Icon name={name} />
              {name}
            </span>
          )}
        </For>
      </Group>
      <Group title="Badges, chips, keys">
        <For each={tones}>{(tone) => <Badge tone={tone}>{tone}</Badge>}</For>
        <Badge tone="good" icon="check">with icon</Badge>
        <Chip pressed={chip()} onChange={setChip}>Reasoning</Chip>
        <Chip pressed={!chip()} onChange={(on) => setChip(!on)}>Tools</Chip>
        <Kbd>Ctrl</Kbd>
        <Kbd>1</Kbd>
      </Group>
      <Group title="What opens">
        <Button onClick={() => setOpen(true)}>Dialog</Button>
        <Button opens="gallery-popover">Popover</Button>
        <Button opens="gallery-menu">Menu</Button>
        <Button onClick={() => toast.say('Exported 124 requests.')}>Toast</Button>
        <Button onClick={() => toast.trouble(new Error('The file cannot be written: no space left.'))}>Trouble</Button>
      </Group>
      <Popover id="gallery-popover" label="About">A few words about something.</Popover>
      <Menu
        id="gallery-menu"
        label="More"
        items={[
          { label: 'Copy as cURL', icon: 'copy', onSelect: () => toast.say('Copied.') },
          { label: 'Replay', icon: 'replay', onSelect: () => {} },
          { label: 'Export', icon: 'download', disabled: true, onSelect: () => {} },
          { label: 'Forget', icon: 'trash', danger: true, onSelect: () => {} },
        ]}
      />
      <Dialog
        open={open()}
        onClose={() => setOpen(false)}
        title="Rotate the API key?"
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button kind="danger" onClick={() => setOpen(false)}>Rotate</Button>
          </>
        }
      >
        <p>Clients that have the old key are refused from now on.</p>
      </Dialog>
    </>
  );
}
