import { cleanup, screen } from '@solidjs/testing-library';
import { afterEach, expect, it } from 'vitest';

import { Page } from '../src/components/Page';
import { draw } from './render';

afterEach(cleanup);

it('draws what it is given once', () => {
  let drawn = 0;
  const Counted = (props: { name: string }) => {
    drawn += 1;
    return <button type="button">{props.name}</button>;
  };
  draw(() => (
    <Page title="A page" actions={<Counted name="Act" />} toolbar={<Counted name="Filter" />}>
      <p>Its body</p>
    </Page>
  ));
  expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Act', 'Filter']);
  expect(drawn).toBe(2);
});
