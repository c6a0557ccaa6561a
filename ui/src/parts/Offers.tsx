import { For, type JSX } from 'solid-js';

import type { Offer } from '../bindings';
import { Button } from '../components/Button';
import { useText } from '../i18n';
import { useAct } from '../store';

interface Props {
  offers: readonly Offer[];
  /** The first one is what most people want. Only what mends something deserves the accent. */
  urgent: boolean;
}

/** What can be done about the state, as buttons. */
export function Offers(props: Props): JSX.Element {
  const text = useText();
  const act = useAct();
  return (
    <For each={props.offers}>
      {(offer, at) => (
        <Button
          kind={props.urgent && at() === 0 ? 'primary' : 'plain'}
          onClick={() => void act({ kind: 'take', offer })}
        >
          {text.common.actions[offer]}
        </Button>
      )}
    </For>
  );
}
