import { createEffect, createMemo, createSignal, on, Show, type JSX } from 'solid-js';

import type { Row } from '../../bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Select, type Option } from '../../components/Select';
import { useToast } from '../../components/Toast';
import { fill, useSpeech } from '../../i18n';
import { regions } from '../../regions';
import { useAct, useStore } from '../../store';
import { useDesk } from './desk';
import { replayChoices } from './replay';

/** Sends the selected request again: as it was, or to another model, as somebody else, elsewhere. */
export function ReplayDialog(): JSX.Element {
  const { text, format } = useSpeech();
  const desk = useDesk();
  const open = () => desk.asking() === 'replay' && desk.selected() !== undefined;
  const title = () => fill(text.requests.replay.title, { id: format.number(desk.selected()?.id ?? 0) });
  const shut = () => desk.setAsking(undefined);
  const [send, setSend] = createSignal<() => void>(() => {});
  return (
    <Dialog
      open={open()}
      onClose={shut}
      title={title()}
      actions={
        <>
          <Button onClick={shut}>{text.shell.cancel}</Button>
          <Button kind="primary" icon="replay" disabled={!desk.selected()?.row().captured} onClick={() => send()()}>
            {text.requests.replay.send}
          </Button>
        </>
      }
    >
      <Show when={open() && desk.selected()?.row()}>{(row) => <Form row={row()} onSend={(act) => setSend(() => act)} />}</Show>
    </Dialog>
  );
}

function Form(props: { row: Row; onSend: (send: () => void) => void }): JSX.Element {
  const { text } = useSpeech();
  const store = useStore();
  const act = useAct();
  const desk = useDesk();
  const toast = useToast();
  const [model, setModel] = createSignal('');
  const [profile, setProfile] = createSignal('');
  const [region, setRegion] = createSignal('');
  const words = () => text.requests.replay;
  const choices = createMemo(() => replayChoices(store.models(), store.profiles()));
  const demo = () => store.overview()?.source === 'demo';
  const options = (values: readonly string[], before: string | null): Option<string>[] => [
    { value: '', label: before === null ? words().sameNone : fill(words().same, { what: before }) },
    ...values.filter((value) => value !== before).map((value) => ({ value, label: value })),
  ];
  const send = async () => {
    const { row } = props;
    desk.expect(row);
    const wish = { model: model() || null, profile: profile() || null, region: region() || null };
    const answer = await act({ kind: 'replay', id: row.id, ...wish });
    if (answer === undefined) return desk.expect(undefined);
    desk.setAsking(undefined);
    toast.say(words().sent);
  };
  createEffect(on(() => props.row.id, () => props.onSend(() => void send())));
  return (
    <Show when={props.row.captured} fallback={<Banner title={words().notKept} />}>
      <p class="muted">{words().words}</p>
      <Select label={words().model} value={model()} options={options(choices().models, props.row.model)} onChange={setModel} />
      <Show when={!demo()}>
        <Select label={words().profile} value={profile()} options={options(choices().profiles, props.row.profile)} onChange={setProfile} />
        <Select label={words().region} value={region()} options={options(regions, props.row.region)} onChange={setRegion} />
      </Show>
      <p class="small">
        <Cost row={props.row} demo={demo()} />
      </p>
    </Show>
  );
}

function Cost(props: { row: Row; demo: boolean }): JSX.Element {
  const { text, format } = useSpeech();
  const words = () => text.requests.replay;
  const said = () => {
    if (props.demo) return words().demo;
    return props.row.cost === null ? words().costUnknown : fill(words().cost, { cost: format.cost(props.row.cost) });
  };
  return <>{said()}</>;
}
