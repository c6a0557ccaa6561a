import { createEffect, For, Match, on, Switch, type JSX } from 'solid-js';

import type { Model } from '../../bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { CopyButton } from '../../components/CopyButton';
import { IconButton } from '../../components/IconButton';
import { fill, useText } from '../../i18n';
import { useAct, useStore } from '../../store';
import { AbilityList } from './Abilities';
import { AccessBadge } from './AccessBadge';
import { DetailActions } from './DetailActions';
import { DetailDefaults } from './DetailDefaults';
import { ModelFacts, PriceFacts } from './DetailFacts';
import { LifeBadge } from './LifeBadge';
import './Detail.css';

interface Props {
  model: Model;
  onClose: () => void;
  onAlias: (model: string) => void;
}

/** All that is known of one model, and what can be done with it. */
export function Detail(props: Props): JSX.Element {
  const text = useText();
  const store = useStore();
  let panel!: HTMLElement;
  createEffect(on(() => props.model.id, () => (panel.scrollTop = 0)));
  return (
    <aside
      ref={panel}
      class="sheet models-detail"
      aria-label={fill(text.models.detail.label, { name: props.model.name })}
      tabindex="0"
      onKeyDown={(event) => event.key === 'Escape' && props.onClose()}
    >
      <header>
        <div>
          <h2>{props.model.name}</h2>
          <div class="row">
            <AccessBadge access={props.model.access} />
            <LifeBadge model={props.model} />
          </div>
        </div>
        <IconButton icon="close" label={text.models.detail.close} onClick={() => props.onClose()} />
      </header>
      <div class="models-id">
        <code>{props.model.id}</code>
        <CopyButton compact label={text.models.detail.copyId} copy={() => store.ask({ kind: 'copyText', text: props.model.id })} />
      </div>
      <DetailActions model={props.model} />
      <Refused model={props.model} />
      <AbilityList can={props.model.abilities} />
      <ModelFacts model={props.model} />
      <PriceFacts prices={props.model.prices} />
      <DetailDefaults model={props.model} />
      <Names model={props.model} onAlias={props.onAlias} />
    </aside>
  );
}

/** Why it cannot be used, and what to do; or that nobody knows. */
function Refused(props: { model: Model }): JSX.Element {
  const text = useText();
  const act = useAct();
  const refusal = () => (props.model.access.kind === 'unusable' ? props.model.access : undefined);
  const Check = (): JSX.Element => (
    <Button icon="shield" onClick={() => void act({ kind: 'checkAccess', models: [props.model.id] })}>
      {text.models.refresh[refusal() ? 'checkOne' : 'check']}
    </Button>
  );
  return (
    <Switch>
      <Match when={refusal()}>
        {(access) => (
          <Banner
            tone="alert"
            title={access().reason}
            actions={
              <>
                <Button icon="external" onClick={() => void act({ kind: 'openLink', link: 'modelAccess' })}>
                  {text.models.access.open}
                </Button>
                <Check />
              </>
            }
          >
            {fill(text.models.access.what, { remedy: access().remedy })}
          </Banner>
        )}
      </Match>
      <Match when={props.model.access.kind === 'unknown'}>
        <div class="models-unknown">
          <p class="muted small">{text.models.access.unknownHint}</p>
          <Check />
        </div>
      </Match>
    </Switch>
  );
}

function Names(props: { model: Model; onAlias: (model: string) => void }): JSX.Element {
  const text = useText();
  const store = useStore();
  const names = () => (store.settings()?.aliases ?? []).filter((alias) => alias.model === props.model.id);
  return (
    <section>
      <h3>{text.models.detail.aliases}</h3>
      <div class="row">
        <For each={names()}>{(alias) => <code class="models-alias">{alias.name}</code>}</For>
        <Button icon="plus" kind="quiet" onClick={() => props.onAlias(props.model.id)}>
          {text.models.aliases.add}
        </Button>
      </div>
    </section>
  );
}
