import type { JSX } from 'solid-js';

import { Page } from '../../components/Page';
import { useText } from '../../i18n';

/** Playground. */
export default function Playground(): JSX.Element {
  const text = useText();
  return (
    <Page title={text.shell.pages.playground} subtitle={text.playground.subtitle}>
      <div />
    </Page>
  );
}
