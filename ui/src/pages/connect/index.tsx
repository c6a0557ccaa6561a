import type { JSX } from 'solid-js';

import { Page } from '../../components/Page';
import { useText } from '../../i18n';

/** Connect. */
export default function Connect(): JSX.Element {
  const text = useText();
  return (
    <Page title={text.shell.pages.connect} subtitle={text.connect.subtitle}>
      <div />
    </Page>
  );
}
