// What the app would do about each ask, as far as a page can see it.

import type { Change, Offer, Overview, Request, Row, Settings } from '../src/bindings';
import type { Answered } from '../src/host';
import type { FakeHost } from './host';
import { play, stopPlaying } from './play';
import { detail } from './recorded/detail';
import { findings, wellSteps } from './recorded/doctor';
import { models } from './recorded/models';
import { opened, row } from './recorded/rows';
import type { StateName } from './recorded/states';

const done: Answered = { kind: 'done' };

/** How long the fake's slow things take, step by step. */
export const STEP_MS = 400;

/** Answers an ask. */
export function answer(host: FakeHost, request: Request): Answered {
  const { overview, settings } = host.world;
  const see = (news: Partial<Overview>) => host.become({ overview: { ...host.world.overview, ...news } });
  switch (request.kind) {
    case 'copyBaseUrl':
    case 'copyApiKey':
    case 'copyText':
    case 'copyCurl':
    case 'openLink':
    case 'showFile':
    case 'askWho':
    case 'rotateKey':
    case 'importSettings':
    case 'quit':
      return done;
    case 'take':
      take(host, request.offer);
      return done;
    case 'start':
      host.show('running');
      return done;
    case 'stop':
      host.show('stopped');
      return done;
    case 'chooseWho':
      see({ who: request.who });
      return done;
    case 'chooseRegion':
      see({ chosenRegion: request.region, region: { name: request.region ?? 'eu-central-1', from: request.region ? 'choice' : 'profile' } });
      return done;
    case 'signIn':
      see({ signIn: { profile: request.profile, url: 'https://example.awsapps.com/start/#/device', code: 'KMPR-TXQW' } });
      return done;
    case 'cancelSignIn':
      see({ signIn: null });
      return done;
    case 'answerMfa':
      see({ mfa: null });
      return done;
    case 'revealKey':
      return { kind: 'key', text: `outcrop_${'3f9a1c7e5b2d8046'.repeat(4)}` };
    case 'keepBedrockKey':
      see({ bedrockKey: { kept: true, expires: null } });
      return done;
    case 'forgetBedrockKey':
      see({ bedrockKey: { kept: false, expires: null } });
      return done;
    case 'change':
      host.become({ settings: changed(settings, request.change) });
      if (request.change.setting === 'effort') see({ effort: request.change.value });
      return done;
    case 'launchAtLogin':
      see({ launchAtLogin: request.on });
      return done;
    case 'exportSettings':
      return { kind: 'saved', path: '/home/jo/Downloads/outcrop-settings.toml' };
    case 'exportLog':
      return { kind: 'saved', path: `/home/jo/Downloads/outcrop.${request.export === 'har' ? 'har' : 'jsonl'}` };
    case 'refreshModels':
    case 'checkAccess':
      refresh(host);
      return done;
    case 'capture':
      see({ capture: request.on });
      return done;
    case 'clearLog':
      host.become({ rows: [] });
      host.tell({ kind: 'rows', fresh: true, rows: [] });
      return done;
    case 'showDetail':
      return { kind: 'detail', detail: overview.capture ? detail(request.id) : null };
    case 'replay':
      arrive(host, host.world.rows.find((row) => row.id === request.id));
      return done;
    case 'play':
      play(host, request.play, request.body);
      return done;
    case 'stopPlaying':
      stopPlaying(host, request.play);
      return done;
    case 'examine':
      examine(host);
      return done;
  }
}

function take(host: FakeHost, offer: Offer): void {
  const after: Record<Offer, StateName> = {
    tryDemo: 'demo',
    leaveDemo: 'noCredentials',
    startAgain: 'running',
    useFreePort: 'running',
    askKeychain: 'running',
    useSessionKey: 'sessionKey',
    signIn: 'signingIn',
  };
  host.show(after[offer]);
}

function changed(settings: Settings, change: Change): Settings {
  return { ...settings, [change.setting]: change.value };
}

function refresh(host: FakeHost): void {
  const list = models();
  const steps = [{ kind: 'listing' } as const, ...[20, 90, 160].map((done) => ({ kind: 'checking', done, total: 214 }) as const)];
  steps.forEach((step, at) => setTimeout(() => host.become({ models: { ...host.world.models, refresh: step } }), at * STEP_MS));
  setTimeout(() => host.become({ models: { ...list, refreshed: Date.now() } }), steps.length * STEP_MS);
}

function examine(host: FakeHost): void {
  const at = Date.now();
  wellSteps.forEach((_, count) =>
    setTimeout(() => host.become({ doctor: { running: true, at, steps: wellSteps.slice(0, count) } }), count * STEP_MS),
  );
  setTimeout(() => host.become({ doctor: findings(wellSteps) }), wellSteps.length * STEP_MS);
}

/** A request arrives, and ends a while later; it may be like one that was there before. */
export function arrive(host: FakeHost, like?: Row): void {
  const id = (host.world.rows[0]?.id ?? 0) + 1;
  const same = like && { method: like.method, path: like.path, model: like.model };
  const open = { ...opened(id), ...same };
  host.become({ rows: [open, ...host.world.rows] });
  host.tell({ kind: 'rows', fresh: false, rows: [open] });
  setTimeout(() => {
    const ended = { ...row(id, open.started), ...same, captured: host.world.overview.capture };
    host.become({ rows: host.world.rows.map((known) => (known.id === id ? ended : known)) });
    host.tell({ kind: 'rows', fresh: false, rows: [ended] });
  }, 4 * STEP_MS);
}
