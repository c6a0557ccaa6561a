import type { JSX } from 'solid-js';

import { Page } from '../../components/Page';
import { useText } from '../../i18n';

/** Settings. */
export default function Settings(): JSX.Element {
  const text = useText();
  return (
    <Page title={text.shell.pages.settings} subtitle={text.settings.subtitle}>
      <div />
    </Page>
  );
}
