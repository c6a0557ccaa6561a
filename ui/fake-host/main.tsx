// `npm run dev`, then /fake-host/?state=demo&theme=dark: the window in a plain browser.

import { start } from '../src/start';
import { FakeHost } from './host';
import { recorded, type StateName } from './recorded';

const wanted = new URLSearchParams(location.search);
const isState = (name: string | null): name is StateName => name !== null && name in recorded;
const state = wanted.get('state');
const theme = wanted.get('theme');
if (theme !== null) document.documentElement.dataset['theme'] = theme;
void start(new FakeHost(isState(state) ? state : 'running'));
