import { createSignal, Show, type JSX } from 'solid-js';

import { useText } from '../../i18n';

interface Props {
  /** The room that both sides share, in pixels. */
  width: number;
  first: JSX.Element;
  /** The second side; none while it is shut. */
  second: JSX.Element;
  open: boolean;
}

const LEAST = 240;
const STEP = 24;
const KEPT = 'outcrop.requests.split';

/** Two sides with a border that can be moved, by pointer or arrow keys. */
export function Split(props: Props): JSX.Element {
  const text = useText();
  const [share, setShare] = createSignal(remembered());
  const most = () => Math.max(LEAST, props.width - LEAST);
  const second = () => Math.round(Math.min(Math.max(props.width * share(), LEAST), most()));
  const set = (width: number) => {
    const next = Math.min(Math.max(width, LEAST), most()) / Math.max(1, props.width);
    setShare(next);
    sessionStorage.setItem(KEPT, String(next));
  };
  const drag = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const { currentTarget: bar, pointerId } = event;
    const [from, width] = [event.clientX, second()];
    event.preventDefault();
    bar.setPointerCapture(pointerId);
    bar.onpointermove = (moved) => set(width + from - moved.clientX);
    bar.onlostpointercapture = () => (bar.onpointermove = null);
  };
  const press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    set(second() + by);
  };
  return (
    <>
      {props.first}
      <Show when={props.open}>
        <div
          class="split"
          role="separator"
          tabindex="0"
          aria-orientation="vertical"
          aria-label={text.requests.detail.resize}
          aria-valuemin={LEAST}
          aria-valuemax={most()}
          aria-valuenow={second()}
          onPointerDown={drag}
          onKeyDown={press}
          onDblClick={() => set(props.width * SHARE)}
        />
        <div class="split-second" style={{ width: `${second()}px` }}>
          {props.second}
        </div>
      </Show>
    </>
  );
}

const SHARE = 0.56;

function remembered(): number {
  const kept = Number(sessionStorage.getItem(KEPT));
  return kept > 0 && kept < 1 ? kept : SHARE;
}
