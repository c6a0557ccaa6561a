import type { JSX } from 'solid-js';

import { Select } from '../components/Select';
import { useText } from '../i18n';
import { regions } from '../regions';
import { useAct, useStore } from '../store';

const OWN = '';

/** Where calls go: a region, or whatever the profile says. */
export function RegionPicker(): JSX.Element {
  const text = useText();
  const store = useStore();
  const act = useAct();
  const chosen = () => store.overview()?.chosenRegion ?? OWN;
  const options = () => {
    const known = chosen() === OWN || regions.includes(chosen()) ? regions : [chosen(), ...regions];
    return [{ value: OWN, label: text.overview.regionOwn }, ...known.map((name) => ({ value: name, label: name }))];
  };
  return (
    <Select
      label={text.overview.region}
      bare
      value={chosen()}
      options={options()}
      onChange={(value) => void act({ kind: 'chooseRegion', region: value === OWN ? null : value })}
    />
  );
}
