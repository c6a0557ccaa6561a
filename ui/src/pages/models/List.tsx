import { For, Show, type JSX } from 'solid-js';

import type { Model } from '../../bindings';
import { Icon } from '../../components/icons';
import { IconButton } from '../../components/IconButton';
import { VirtualList } from '../../components/VirtualList';
import { fill, useFormat, useText } from '../../i18n';
import { AbilityIcons } from './Abilities';
import { AccessBadge } from './AccessBadge';
import type { Sort } from '../../parts/modelFilter';
import { useFavourites, type Favourites } from './favourites';
import { LifeBadge } from './LifeBadge';
import type { View } from './view';
import { prices, providerName, tokens } from './words';
import './List.css';

const ROW = 48;

/** How many of the columns there is room for. */
export type Room = 'plenty' | 'all' | 'some' | 'few';

const columns: Record<Room, string> = {
  plenty: '1.75rem minmax(0, 1fr) 9rem 10rem 4rem 6rem 6.25rem',
  all: '1.75rem minmax(0, 1fr) 7.75rem 6rem 4rem 6rem 6.25rem',
  some: '1.75rem minmax(0, 1fr) 6rem 4rem 6rem 6.25rem',
  few: '1.75rem minmax(0, 1fr) 6.25rem',
};

const hasProvider = (room: Room): boolean => room === 'plenty' || room === 'all';

interface Props {
  view: View;
  room: Room;
  /** The reader wants to go on in the details. */
  onOpen: () => void;
}

/** The models that pass. */
export function List(props: Props): JSX.Element {
  const text = useText();
  const favourites = useFavourites();
  return (
    <VirtualList
      label={text.models.list}
      items={props.view.shown()}
      id={(model) => model.id}
      rowHeight={ROW}
      columns={columns[props.room]}
      selected={props.view.open()?.id}
      onSelect={(model) => props.view.show(model)}
      onOpen={props.onOpen}
      head={<Head {...props} />}
    >
      {(model) => <Cells model={model} room={props.room} favourites={favourites} />}
    </VirtualList>
  );
}

function Head(props: Props): JSX.Element {
  const text = useText();
  const words = () => text.models.columns;
  return (
    <>
      <span role="columnheader">
        <span class="visually-hidden">{words().favourite}</span>
      </span>
      <SortHead view={props.view} sort="name" label={words().name} />
      <Show when={hasProvider(props.room)}>
        <SortHead view={props.view} sort="provider" label={words().provider} />
      </Show>
      <Show when={props.room !== 'few'}>
        <span role="columnheader">{words().abilities}</span>
        <SortHead view={props.view} sort="context" label={words().context} number />
        <SortHead view={props.view} sort="price" label={words().price} number />
      </Show>
      <span role="columnheader">{words().access}</span>
    </>
  );
}

function SortHead(props: { view: View; sort: Sort; label: string; number?: boolean }): JSX.Element {
  const text = useText();
  const filter = () => props.view.filter();
  const on = () => filter().sort === props.sort;
  return (
    <span
      role="columnheader"
      classList={{ number: props.number ?? false }}
      aria-sort={on() ? (filter().descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        class="models-sort"
        title={fill(text.models.sortBy, { column: props.label })}
        onClick={() => props.view.narrow({ sort: props.sort, descending: on() && !filter().descending })}
      >
        {props.label}
        <Show when={on()}>
          <Icon name={filter().descending ? 'chevronDown' : 'chevronUp'} />
        </Show>
      </button>
    </span>
  );
}

function Cells(props: { model: Model; room: Room; favourites: Favourites }): JSX.Element {
  const text = useText();
  const format = useFormat();
  const isFavourite = () => props.favourites.has(props.model.id);
  const star = () => (isFavourite() ? text.models.detail.dropFavourite : text.models.detail.addFavourite);
  return (
    <>
      <span role="gridcell" onClick={(event) => event.stopPropagation()} class="models-star">
        <IconButton
          icon="star"
          label={fill(star(), { name: props.model.name })}
          pressed={isFavourite()}
          onClick={() => void props.favourites.toggle(props.model.id)}
        />
      </span>
      <span role="gridcell" class="models-name">
        <span>
          <span class="truncate" title={props.model.name}>
            {props.model.name}
          </span>
          <LifeBadge model={props.model} />
        </span>
        <code class="truncate" title={props.model.id}>
          {props.model.id}
        </code>
      </span>
      <Show when={hasProvider(props.room)}>
        <span role="gridcell" class="models-two">
          <span class="truncate">{providerName(props.model.provider)}</span>
          <span class="truncate muted">{text.models.sources[props.model.source]}</span>
        </span>
      </Show>
      <Show when={props.room !== 'few'}>
        <span role="gridcell">
          <AbilityIcons can={props.model.abilities} folded={props.room !== 'plenty'} />
        </span>
        <span role="gridcell" class="number">
          {tokens(props.model.context)}
        </span>
        <span role="gridcell" class="models-two number">
          <For each={prices(text, format, props.model)} fallback={<span class="muted">{text.models.unpriced}</span>}>
            {(price) => <span>{price}</span>}
          </For>
        </span>
      </Show>
      <span role="gridcell" class="models-access">
        <AccessBadge access={props.model.access} />
      </span>
    </>
  );
}
