import { Show, type JSX } from 'solid-js';

import type { Model } from '../../bindings';
import { Button } from '../../components/Button';
import { fill, useText } from '../../i18n';
import { useRouter } from '../../router';
import { useFavourites } from './favourites';

/** Trying a model, and keeping it at hand. */
export function DetailActions(props: { model: Model }): JSX.Element {
  const text = useText();
  const router = useRouter();
  const favourites = useFavourites();
  const on = () => favourites.has(props.model.id);
  const label = () => fill(on() ? text.models.detail.dropFavourite : text.models.detail.addFavourite, { name: props.model.name });
  return (
    <div class="row">
      <Show when={props.model.purpose === 'chat'}>
        <Button kind="primary" icon="playground" onClick={() => router.go('playground', [], { model: props.model.id })}>
          {text.models.detail.try}
        </Button>
      </Show>
      <Button icon="star" label={label()} pressed={on()} onClick={() => void favourites.toggle(props.model.id)}>
        {text.models.detail.favourite}
      </Button>
    </div>
  );
}
