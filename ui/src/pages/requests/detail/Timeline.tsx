import { For, Show, type JSX } from 'solid-js';

import type { Row } from '../../../bindings';
import { fill, useSpeech } from '../../../i18n';
import { useDesk } from '../desk';
import { phases, type Phase } from './phases';

/** What a request spent its time on: a bar for each phase, below one another as the clock has them. */
export function Timeline(props: { row: Row }): JSX.Element {
  const { text, format } = useSpeech();
  const desk = useDesk();
  const age = () => (props.row.outcome === 'open' ? desk.now() - props.row.started : 0);
  const found = () => phases(props.row, age());
  const total = () => Math.max(1, found().at(-1)?.to ?? 1);
  const words = (phase: Phase) => {
    const stage = text.requests.summary.stages[phase.stage];
    return fill(text.requests.summary.share, { stage, span: format.span(phase.to - phase.from), from: format.span(phase.from) });
  };
  return (
    <Show when={found().length > 0} fallback={<p class="muted small">{text.requests.summary.timelineEmpty}</p>}>
      <ol class="timeline">
        <For each={found()}>
          {(phase) => (
            <li title={words(phase)} data-stage={phase.stage} data-running={phase.running ? 'true' : undefined}>
              <span>{text.requests.summary.stages[phase.stage]}</span>
              <span class="timeline-track" aria-hidden="true">
                <span
                  style={{ left: `${(phase.from / total()) * 100}%`, width: `${((phase.to - phase.from) / total()) * 100}%` }}
                />
              </span>
              <span class="figures">{format.span(phase.to - phase.from)}</span>
            </li>
          )}
        </For>
      </ol>
    </Show>
  );
}
