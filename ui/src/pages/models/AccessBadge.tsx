import { Match, Switch, type JSX } from 'solid-js';

import type { Access } from '../../bindings';
import { Badge } from '../../components/Badge';
import { useText } from '../../i18n';

/** Whether a model can be used; why not, on hovering. */
export function AccessBadge(props: { access: Access }): JSX.Element {
  const text = useText();
  const refusal = () => (props.access.kind === 'unusable' ? props.access : undefined);
  return (
    <Switch>
      <Match when={props.access.kind === 'usable'}>
        <Badge tone="good" icon="check">
          {text.models.access.usable}
        </Badge>
      </Match>
      <Match when={refusal()}>
        {(access) => (
          <Badge tone="alert" icon="close" title={`${access().reason} ${access().remedy}`}>
            {text.models.access.unusable}
          </Badge>
        )}
      </Match>
      <Match when={props.access.kind === 'unknown'}>
        <Badge title={text.models.access.unknownHint}>{text.models.access.unknown}</Badge>
      </Match>
    </Switch>
  );
}
