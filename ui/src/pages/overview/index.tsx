import type { JSX } from 'solid-js';

import { Page } from '../../components/Page';
import { useText } from '../../i18n';

/** Overview. */
export default function Overview(): JSX.Element {
  const text = useText();
  return (
    <Page title={text.shell.pages.overview} subtitle={text.overview.subtitle}>
      <div />
    </Page>
  );
}
