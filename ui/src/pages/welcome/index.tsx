import type { JSX } from 'solid-js';

import { Page } from '../../components/Page';
import { useText } from '../../i18n';

/** Welcome. */
export default function Welcome(): JSX.Element {
  const text = useText();
  return (
    <Page title={text.welcome.title} subtitle={text.welcome.subtitle}>
      <div />
    </Page>
  );
}
