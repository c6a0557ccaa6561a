import type { JSX } from 'solid-js';

import { Page } from '../../components/Page';
import { useText } from '../../i18n';

/** Reasoning. */
export default function Reasoning(): JSX.Element {
  const text = useText();
  return (
    <Page title={text.shell.pages.reasoning} subtitle={text.reasoning.subtitle}>
      <div />
    </Page>
  );
}
