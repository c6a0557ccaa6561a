import type { JSX } from 'solid-js';

import type { Profile, Who } from '../bindings';
import { Select } from '../components/Select';
import { fill, useText } from '../i18n';
import { useAct, useStore } from '../store';

const CHAIN = 'chain';
const KEY = 'bedrockKey';
/** Profiles may have any name, these two as well. */
const OF_PROFILE = 'profile:';

const valueOf = (who: Who | undefined) => (who?.kind === 'profile' ? OF_PROFILE + who.name : (who?.kind ?? CHAIN));

const whoOf = (value: string): Who => {
  if (value.startsWith(OF_PROFILE)) return { kind: 'profile', name: value.slice(OF_PROFILE.length) };
  return { kind: value === KEY ? KEY : CHAIN };
};

/** Whom to be on AWS: a profile, whatever AWS's tools would find, or the Bedrock API key where there is one. */
export function WhoPicker(): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const label = (profile: Profile) =>
    profile.broken === null ? profile.name : fill(text.overview.brokenProfile, { profile: profile.name });
  const options = () => {
    const profiles = store.profiles()?.profiles ?? [];
    const chosen = store.overview()?.who;
    const lost = chosen?.kind === 'profile' && !profiles.some((profile) => profile.name === chosen.name) ? [chosen.name] : [];
    return [
      { value: CHAIN, label: text.shell.who.chain },
      ...lost.map((name) => ({ value: OF_PROFILE + name, label: name })),
      ...profiles.map((profile) => ({
        value: OF_PROFILE + profile.name,
        label: label(profile),
        disabled: profile.broken !== null,
      })),
      ...(store.overview()?.bedrockKey.kept ? [{ value: KEY, label: text.shell.who.bedrockKey }] : []),
    ];
  };
  return (
    <Select
      label={text.overview.profile}
      bare
      value={valueOf(store.overview()?.who)}
      options={options()}
      onChange={(value) => void act({ kind: 'chooseWho', who: whoOf(value) })}
    />
  );
}
