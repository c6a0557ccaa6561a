import { createEffect, createMemo, createSignal, For, on, Show, untrack, type JSX } from 'solid-js';

import { CopyButton } from '../../../components/CopyButton';
import { IconButton } from '../../../components/IconButton';
import { fill, useSpeech } from '../../../i18n';
import { useStore } from '../../../store';
import { inSight, scaled } from '../../../components/window';
import type { Body } from '../../../bindings';
import { createSize } from '../size';
import { JsonRow } from './JsonRow';
import { foldable, rows, type Drawn } from './rows';
import { scan } from './scan';
import { wrap } from './wrap';
import './body.css';

interface Props {
  /** What it is; the heading above it. */
  title: string;
  /** More about it, in small. */
  note?: string;
  body: Body;
  /** As it came: not laid out. */
  plain?: boolean;
}

/** A hundred characters, whose width is that of a row's. */
const PROBE = '0'.repeat(100);
/** A line's height, in pixels where letters have the ordinary size. */
const ROW = 19;
const SPARE = 20;
const COLUMNS = 80;
/** What stands at the left and right of a row, in characters. */
const EDGES = 6;
/** Bodies of more lines than this are shown with what lies deep folded. */
const MANY = 400;
const DEEP = 3;

/** A body: laid out where it is JSON, broken into lines otherwise. Only the lines in sight are drawn. */
export function BodyView(props: Props): JSX.Element {
  const { text, format } = useSpeech();
  const store = useStore();
  const [follow, size] = createSize();
  const [scroll, setScroll] = createSignal(0);
  const lineHeight = scaled(ROW);
  const [shut, setShut] = createSignal<ReadonlySet<number>>(new Set());
  const [whole, setWhole] = createSignal<ReadonlySet<number>>(new Set());

  const source = () => props.body.text;
  const lines = createMemo(() => (props.plain ? undefined : scan(source())));
  createEffect(
    on(lines, (now) => {
      setShut(now !== undefined && now.length > MANY ? foldable(now, DEEP) : new Set<number>());
      setWhole(new Set<number>());
    }),
  );
  const [character, setCharacter] = createSignal(0);
  const columns = createMemo(() => (character() > 0 ? Math.floor((size()?.width ?? 0) / character()) - EDGES : COLUMNS));
  const drawn = createMemo<readonly Drawn[]>(() => {
    const json = lines();
    if (json !== undefined) return rows(source(), json, { shut: shut(), whole: whole() }, columns());
    const spans = source() === '' ? [] : wrap(source(), columns());
    return spans.map(([from, to]) => ({ line: 0, indent: 0, part: { from, to, first: false, last: false }, hidden: 0 }));
  });
  const range = createMemo(() => inSight(scroll(), size()?.height ?? 600, lineHeight, drawn().length, SPARE));
  const seen = () => drawn().slice(range().from, range().to);
  const toggle = (set: typeof setShut, line: number) => set((before) => toggled(before, line));
  const folds = () => (lines()?.some((line, at) => at > 0 && line.kind === 'open') ? lines() : undefined);

  return (
    <section class="body">
      <header class="body-head">
        <h3>{props.title}</h3>
        <span class="muted small figures">{format.bytes(props.body.bytes)}</span>
        <span class="push row">
          <Show when={folds()}>
            {(json) => (
              <>
                <IconButton icon="chevronRight" label={text.requests.body.foldAll} onClick={() => setShut(foldable(json(), 1))} />
                <IconButton icon="chevronDown" label={text.requests.body.unfoldAll} onClick={() => setShut(new Set<number>())} />
              </>
            )}
          </Show>
          <CopyButton
            compact
            label={fill(text.requests.body.copy, { what: props.title })}
            copy={() => store.ask({ kind: 'copyText', text: untrack(source) })}
          />
        </span>
      </header>
      <Show when={props.note}>
        <p class="muted small">{props.note}</p>
      </Show>
      <Show when={props.body.cut}>
        <p class="body-cut small">
          {fill(text.requests.body.cut, { kept: format.bytes(props.body.text.length), all: format.bytes(props.body.bytes) })}
        </p>
      </Show>
      <Show when={drawn().length > 0} fallback={<p class="muted small">{text.requests.body.empty}</p>}>
        <div
          class="body-lines"
          ref={follow}
          role="region"
          tabindex="0"
          aria-label={props.title}
          style={{ '--rows': drawn().length, '--row-height': `${lineHeight}px` }}
          onScroll={(event) => setScroll(event.currentTarget.scrollTop)}
        >
          <span class="body-probe" aria-hidden="true" ref={(probe) => queueMicrotask(() => setCharacter(probe.offsetWidth / PROBE.length))}>
            {PROBE}
          </span>
          <div class="body-space">
            <div class="body-seen" style={{ transform: `translateY(${range().from * lineHeight}px)` }}>
              <For each={seen()}>
                {(row) => (
                  <JsonRow
                    text={source()}
                    row={row}
                    line={lines()?.[row.line]}
                    onFold={() => toggle(setShut, row.line)}
                    onWhole={() => toggle(setWhole, row.line)}
                  />
                )}
              </For>
            </div>
          </div>
        </div>
      </Show>
    </section>
  );
}

function toggled(before: ReadonlySet<number>, line: number): ReadonlySet<number> {
  const after = new Set(before);
  if (!after.delete(line)) after.add(line);
  return after;
}
