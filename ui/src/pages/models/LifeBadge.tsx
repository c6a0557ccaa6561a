import { Show, type JSX } from 'solid-js';

import type { Model } from '../../bindings';
import { Badge } from '../../components/Badge';
import { fill, useSpeech } from '../../i18n';
import { day, month } from './words';

/** That a model will not be there for ever, and until when. Nothing for all others. */
export function LifeBadge(props: { model: Model }): JSX.Element {
  const { text, format, language } = useSpeech();
  const legacy = () => props.model.lifecycle === 'legacy';
  const said = () => {
    const { ends } = props.model;
    return ends === null ? text.models.legacy : fill(text.models.ends, { day: month(language(), ends) });
  };
  const whole = () => {
    const { ends } = props.model;
    const end = ends === null ? [] : [fill(text.models.ends, { day: day(format, ends) })];
    return [...(legacy() ? [text.models.legacy] : []), ...end].join(' · ');
  };
  return (
    <Show when={legacy() || props.model.ends !== null}>
      <Badge tone={legacy() ? 'warn' : 'neutral'} title={whole()}>
        {said()}
      </Badge>
    </Show>
  );
}
