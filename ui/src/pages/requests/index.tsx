import type { JSX } from 'solid-js';

import { Page } from '../../components/Page';
import { useText } from '../../i18n';

/** Requests. */
export default function Requests(): JSX.Element {
  const text = useText();
  return (
    <Page title={text.shell.pages.requests} subtitle={text.requests.subtitle}>
      <div />
    </Page>
  );
}
