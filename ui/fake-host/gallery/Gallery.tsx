import { createSignal, For, type JSX } from 'solid-js';

import { Button } from '../../src/components/Button';
import { Segmented } from '../../src/components/Segmented';
import { applyTheme, type Theme } from '../../src/theme';
import { Actions } from './Actions';
import { Data } from './Data';
import { Fields } from './Fields';
import { Words } from './Words';
import './Gallery.css';

const swatches = ['ground', 'surface', 'sunken', 'hover', 'line', 'edge', 'text', 'muted', 'accent', 'accent-soft', 'demo', 'demo-soft', 'alert', 'alert-soft', 'warn', 'warn-soft', 'good', 'good-soft', 'idle'];

/** The design system on one page. */
export function Gallery(): JSX.Element {
  const [theme, setTheme] = createSignal((document.documentElement.dataset['theme'] ?? 'system') as Theme);
  const choose = (next: Theme) => {
    setTheme(next);
    applyTheme(next);
  };
  const themes = [{ value: 'system', label: 'System' }, { value: 'light', label: 'Light' }, { value: 'dark', label: 'Dark' }] as const;
  return (
    <main class="gallery" tabindex="-1">
      <header class="row">
        <h1>The design system</h1>
        <span class="push" />
        <Segmented label="Theme" value={theme()} options={themes} onChange={choose} />
        <Button onClick={() => document.documentElement.classList.toggle('dense')}>Density</Button>
      </header>
      <Group title="Colour">
        <For each={swatches}>
          {(name) => (
            <figure class="swatch">
              <span style={{ background: `var(--${name})` }} />
              <figcaption>{name}</figcaption>
            </figure>
          )}
        </For>
      </Group>
      <Actions />
      <Fields />
      <Words />
      <Data />
    </main>
  );
}

/** Things of one kind. */
export function Group(props: { title: string; tall?: boolean; children: JSX.Element }): JSX.Element {
  return (
    <section class="gallery-group">
      <h2>{props.title}</h2>
      <div class={props.tall ? 'stack' : 'row'}>{props.children}</div>
    </section>
  );
}
