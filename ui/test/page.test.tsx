import { cleanup, screen } from '@solidjs/testing-library';
import type { JSX } from 'solid-js';
import { afterEach, expect, it } from 'vitest';

import { Banner } from '../src/components/Banner';
import { Empty } from '../src/components/Empty';
import { Fact, Facts } from '../src/components/Facts';
import { Page } from '../src/components/Page';
import { Setting } from '../src/components/Setting';
import { TextField } from '../src/components/TextField';
import { Toggle } from '../src/components/Toggle';
import { draw } from './render';

afterEach(cleanup);

it('a page draws what it is given once', () => {
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

it('so does everything that shows what it is given', () => {
  let drawn = 0;
  const Counted = (): JSX.Element => <i>{(drawn += 1)}</i>;
  draw(() => (
    <>
      <Banner title="" actions={<Counted />}>
        <Counted />
      </Banner>
      <Empty icon="info" title="" actions={<Counted />}>
        <Counted />
      </Empty>
      <Facts>
        <Fact name="" note={<Counted />} actions={<Counted />}>
          <Counted />
        </Fact>
      </Facts>
      <Setting title="" hint={<Counted />}>
        <Counted />
      </Setting>
      <Toggle label="x" hint={<Counted />} checked onChange={() => {}} />
      <TextField label="y" hint={<Counted />} value="" />
    </>
  ));
  expect(drawn).toBe(11);
  expect(document.querySelectorAll('i').length).toBe(11);
});
