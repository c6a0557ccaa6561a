import { createSignal, onCleanup, Show, type Accessor, type JSX } from 'solid-js';

import { Button } from '../../components/Button';
import { Empty } from '../../components/Empty';
import { Page } from '../../components/Page';
import { Skeleton } from '../../components/Skeleton';
import { fill, useText } from '../../i18n';
import { useAct, useStore } from '../../store';
import { AliasDialog, type AliasWish } from './AliasDialog';
import { Detail } from './Detail';
import { List, type Room } from './List';
import { Notices } from './Notices';
import { Status } from './Status';
import { Toolbar } from './Toolbar';
import { cleared, createView, type View } from './view';
import './Models.css';

/** The models that can be called, and what is to be known about them. */
export default function Models(): JSX.Element {
  const text = useText();
  const store = useStore();
  const view = createView();
  const [wish, setWish] = createSignal<AliasWish>();
  const region = () => store.overview()?.region?.name;
  const subtitle = () => {
    const name = region();
    return name === undefined ? text.models.subtitleNowhere : fill(text.models.subtitle, { region: name });
  };
  return (
    <Page
      fixed
      title={text.shell.pages.models}
      subtitle={subtitle()}
      actions={<Status models={store.models()} aliases={store.settings()?.aliases.length ?? 0} onAliases={() => setWish({})} />}
      toolbar={(store.models()?.models.length ?? 0) > 0 && <Toolbar view={view} />}
    >
      <Show when={store.models()} fallback={<Skeleton lines={8} />}>
        {(models) => (
          <>
            <div class="models-notices">
              <Notices models={models()} />
            </div>
            <Show when={models().models.length > 0} fallback={<Nothing failed={models().refresh.kind === 'failed'} />}>
              <Split view={view} onAlias={(model) => setWish({ model })} />
            </Show>
          </>
        )}
      </Show>
      <AliasDialog wish={wish()} onClose={() => setWish(undefined)} />
    </Page>
  );
}

function Split(props: { view: View; onAlias: (model: string) => void }): JSX.Element {
  const text = useText();
  const narrow = createMedia('(max-width: 58rem)');
  const slender = createMedia('(max-width: 43rem)');
  const wide = createMedia('(min-width: 75rem)');
  const room = (): Room => {
    // The details lie over the list in a narrow window, and beside it in others.
    if (narrow()) return slender() ? 'few' : 'some';
    if (props.view.open()) return wide() ? 'some' : 'few';
    return wide() ? 'plenty' : 'all';
  };
  let split!: HTMLDivElement;
  const focus = (selector: string) => split.querySelector<HTMLElement>(selector)?.focus();
  const close = () => {
    props.view.show(undefined);
    focus('[role="grid"]');
  };
  return (
    <div ref={split} class="models-split" data-open={props.view.open() !== undefined}>
      <div class="sheet models-list">
        <Show
          when={props.view.shown().length > 0}
          fallback={
            <Empty
              icon="search"
              title={text.models.empty.nothing}
              actions={
                <Button onClick={() => props.view.narrow(cleared(props.view.filter()))}>{text.models.filters.clear}</Button>
              }
            >
              {text.models.empty.nothingBody}
            </Empty>
          }
        >
          <List view={props.view} room={room()} onOpen={() => focus('.models-detail')} />
        </Show>
      </div>
      <Show when={props.view.open()}>
        {(model) => <Detail model={model()} onClose={close} onAlias={props.onAlias} />}
      </Show>
    </div>
  );
}

/** `failed`: the notice above says why, and has the button. */
function Nothing(props: { failed: boolean }): JSX.Element {
  const text = useText();
  const act = useAct();
  return (
    <div class="sheet models-nothing">
      <Empty
        icon="models"
        title={text.models.empty.title}
        actions={
          <Show when={!props.failed}>
            <Button kind="primary" icon="refresh" onClick={() => void act({ kind: 'refreshModels' })}>
              {text.models.refresh.refresh}
            </Button>
          </Show>
        }
      >
        {text.models.empty.body}
      </Empty>
    </div>
  );
}

/** Whether the window is like that. */
function createMedia(query: string): Accessor<boolean> {
  if (typeof matchMedia === 'undefined') return () => false;
  const media = matchMedia(query);
  const [is, set] = createSignal(media.matches);
  const follow = () => set(media.matches);
  media.addEventListener('change', follow);
  onCleanup(() => media.removeEventListener('change', follow));
  return is;
}
