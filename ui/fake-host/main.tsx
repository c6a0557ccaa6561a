// `npm run dev`, then /fake-host/?state=expired&theme=dark&lang=zh-CN&live#/requests: the window in a plain browser.
// `clock=2026-11-22T14:32:08Z` stops the clock, so that screenshots are always the same; `live` lets requests arrive.

import { choose, languageNames, type Language } from '../src/i18n';
import { start } from '../src/start';
import type { Theme } from '../src/theme';
import { arrive } from './answers';
import { FakeHost } from './host';
import { states, type StateName } from './recorded/states';

const wanted = new URLSearchParams(location.search);
const clock = wanted.get('clock');
if (clock !== null) {
  const at = Date.parse(clock);
  Date.now = () => at;
}
const isState = (name: string | null): name is StateName => name !== null && name in states;
const state = wanted.get('state');
const language = wanted.get('lang') as Language | null;
const host = new FakeHost(isState(state) ? state : 'running');
const theme = (wanted.get('theme') ?? 'system') as Theme;
host.become({ settings: { ...host.world.settings, theme, language: language ?? 'system' } });
if (wanted.has('live')) setInterval(() => arrive(host), 700);
Object.assign(globalThis, { fakeHost: host });
void start(host, language !== null && language in languageNames ? language : choose(navigator.languages));
