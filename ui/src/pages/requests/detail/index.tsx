// What the page fetches once its list is there: the details of a request, and what is asked about it.

import type { JSX } from 'solid-js';

import { CompareDialog } from '../CompareDialog';
import { ReplayDialog } from '../ReplayDialog';

export { DetailPane } from './Detail';

/** What is asked before a request is sent again, and two beside one another. */
export function Dialogs(): JSX.Element {
  return (
    <>
      <ReplayDialog />
      <CompareDialog />
    </>
  );
}
