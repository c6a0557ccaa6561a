import type { JSX } from 'solid-js';

import type { Effort } from '../../bindings';
import { Disclosure } from '../../components/Disclosure';
import { Select } from '../../components/Select';
import { NumberField, TextArea } from '../../components/TextField';
import { Toggle } from '../../components/Toggle';
import { useText } from '../../i18n';
import { ModelPicker } from '../../parts/ModelPicker';
import { efforts } from '../../efforts';
import type { Session } from './session';

/** Who answers, and how. */
export function OptionsBar(props: { session: Session }): JSX.Element {
  const text = useText();
  const words = () => text.playground;
  const options = () => props.session.options();
  const levels = () => [
    { value: '', label: words().effortDefault },
    ...efforts.map((value) => ({ value, label: text.common.effort[value] })),
  ];
  return (
    <div class="play-options">
      <div class="play-bar">
        <div class="play-model">
          <ModelPicker
            label={words().model}
            placeholder={words().noModel}
            value={options().model}
            among={(model) => model.purpose === 'chat'}
            onChange={(model) => props.session.choose({ model })}
          />
        </div>
        <Select
          label={words().effort}
          value={options().effort ?? ''}
          options={levels()}
          onChange={(value) => props.session.choose({ effort: value === '' ? null : (value as Effort) })}
        />
        <Toggle label={words().tools} checked={options().tools} onChange={(tools) => props.session.choose({ tools })} />
      </div>
      <Disclosure title={words().options}>
        <div class="play-more">
          <TextArea
            label={words().system}
            rows={2}
            placeholder={words().systemPlaceholder}
            value={options().system}
            onInput={(system) => props.session.choose({ system })}
          />
          <NumberField
            label={words().temperature}
            min={0}
            max={2}
            step={0.1}
            placeholder={words().asModel}
            value={options().temperature}
            onChange={(temperature) => props.session.choose({ temperature })}
          />
          <NumberField
            label={words().maxTokens}
            min={1}
            step={1}
            placeholder={words().asModel}
            value={options().maxTokens}
            onChange={(maxTokens) => props.session.choose({ maxTokens })}
          />
          <p class="muted small">
            {words().optionsHint} {words().tools}: {words().toolsHint}
          </p>
        </div>
      </Disclosure>
    </div>
  );
}
