import { createSignal, For, onCleanup, type JSX } from 'solid-js';

import { Button } from '../../src/components/Button';
import { BarChart, Sparkline } from '../../src/components/Chart';
import { Table } from '../../src/components/Table';
import { VirtualList } from '../../src/components/VirtualList';
import { Group } from './Gallery';

interface Row {
  id: string;
  model: string;
  tokens: number;
}

const wave = Array.from({ length: 60 }, (_, at) => Math.max(0, Math.round(8 + 7 * Math.sin(at / 5) + ((at * 7) % 5) - 3)));
const row = (at: number): Row => ({ id: `r${at}`, model: at % 3 ? 'claude-sonnet-5' : 'nova-pro', tokens: (at * 7919) % 4000 });

/** What is read in figures. */
export function Data(): JSX.Element {
  const [rows, setRows] = createSignal(Array.from({ length: 10_000 }, (_, at) => row(10_000 - at)));
  const [chosen, setChosen] = createSignal<string>();
  const [live, setLive] = createSignal(false);
  const timer = setInterval(() => live() && setRows((all) => [row(all.length + 1), ...all]), 100);
  onCleanup(() => clearInterval(timer));
  return (
    <>
      <Group title="Charts" tall>
        <BarChart
          label="1,204 requests in the last hour, 9 of them failed"
          bars={wave.map((good, at) => ({ good, bad: at % 13 === 0 ? 2 : 0, title: `${good} requests` }))}
          from="13:00"
          to="14:00"
        />
        <Sparkline label="Latency, falling" values={wave} />
      </Group>
      <Group title="Table" tall>
        <div class="sheet">
          <Table label="Prices" head={<><th scope="col">Model</th><th scope="col" class="number">Input</th></>}>
            <For each={['claude-sonnet-5', 'nova-pro']}>{(model) => <tr><td>{model}</td><td class="number">$3.00</td></tr>}</For>
          </Table>
        </div>
      </Group>
      <Group title="Ten thousand rows" tall>
        <div class="row">
          <Button pressed={live()} icon="play" onClick={() => setLive(!live())}>Rows arrive</Button>
        </div>
        <div class="sheet dense">
          <VirtualList
            label="Requests"
            items={rows()}
            id={(item) => item.id}
            rowHeight={28}
            columns="5rem 1fr 6rem"
            head={<><span role="columnheader">Id</span><span role="columnheader">Model</span><span role="columnheader" class="number">Tokens</span></>}
            selected={chosen()}
            onSelect={(item) => setChosen(item.id)}
          >
            {(item) => <><span role="gridcell">{item.id}</span><span role="gridcell">{item.model}</span><span role="gridcell" class="number">{item.tokens}</span></>}
          </VirtualList>
        </div>
      </Group>
    </>
  );
}
