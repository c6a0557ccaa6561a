import type { JSX } from 'solid-js';

import { Page } from '../../components/Page';
import { useText } from '../../i18n';

/** Models. */
export default function Models(): JSX.Element {
  const text = useText();
  return (
    <Page title={text.shell.pages.models} subtitle={text.models.subtitle}>
      <div />
    </Page>
  );
}
