import { Show, type JSX } from 'solid-js';

import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { useText } from '../../i18n';
import { useRouter } from '../../router';
import { useStore } from '../../store';

/** The way back to the first run, while it is neither walked through nor skipped. */
export function FirstSteps(): JSX.Element {
  const text = useText();
  const store = useStore();
  const router = useRouter();
  return (
    <Show when={store.settings()?.welcomed === false}>
      <Banner
        title={text.overview.firstSteps}
        actions={<Button onClick={() => router.go('welcome')}>{text.overview.goOn}</Button>}
      >
        {text.overview.firstStepsWhat}
      </Banner>
    </Show>
  );
}
