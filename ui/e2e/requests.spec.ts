import { expect, test, type Page } from '@playwright/test';

import type { FakeHost } from '../fake-host/host';
import type { Row } from '../src/bindings';
import { accessible, languages, open, shoot, themes } from './host';

declare const fakeHost: FakeHost;

const NARROW = { width: 720, height: 520 };

const list = (page: Page) => page.getByRole('grid', { name: /^(Requests|请求|請求)/ });
const rows = (page: Page) => list(page).locator('.virtual-row');
const filter = (page: Page) => page.getByRole('combobox').first();

/** Tells the page of a burst: half of it new rows, half of it changes of the newest. Gives the time until it is drawn. */
const burst = (page: Page, size: number) =>
  page.evaluate(async (count) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const known: readonly Row[] = fakeHost.world.rows;
    const newest = known[0]!;
    const half = count / 2;
    const fresh = Array.from({ length: half }, (_, at) => ({ ...newest, id: newest.id + half - at, started: newest.started + half - at }));
    const changed = known.slice(0, half).map((row) => ({ ...row, duration: (row.duration ?? 0) + 1 }));
    fakeHost.become({ rows: [...fresh, ...changed, ...known.slice(half)].slice(0, 10_000) });
    await frame();
    const before = performance.now();
    for (const row of [...changed, ...fresh]) fakeHost.tell({ kind: 'rows', fresh: false, rows: [row] });
    const told = performance.now();
    await frame();
    await frame();
    return { told: told - before, drawn: performance.now() - told };
  }, size);

test('ten thousand rows take bursts of five hundred', async ({ page }) => {
  await open(page, 'requests', { state: 'many', running: true });
  const times: { told: number; drawn: number }[] = [];
  for (let count = 0; count < 20; count += 1) times.push(await burst(page, 500));
  const of = (pick: (time: { told: number; drawn: number }) => number) => times.map(pick).toSorted((a, b) => a - b);
  const say = (sorted: number[]) => `median ${sorted[10]?.toFixed(1)} ms, worst ${sorted.at(-1)?.toFixed(1)} ms`;
  console.log(`500 messages at 10,000 rows: told in ${say(of((time) => time.told))}; two frames later ${say(of((time) => time.drawn))}`);
  expect(await page.locator('.virtual-row').count()).toBeLessThan(100);
  await expect(page.getByText('10,000 requests').first()).toBeVisible();
  const newest = await page.evaluate(() => fakeHost.world.rows[0]!.id);
  await rows(page).first().click();
  await expect(page.getByText(`#${newest}`).first()).toBeVisible();
});

test('what is read stays where it is, with the focus, while rows arrive', async ({ page }) => {
  await open(page, 'requests', { state: 'many', running: true });
  await rows(page).nth(5).click();
  const before = await list(page).locator('[aria-selected=true]').boundingBox();
  await burst(page, 256);
  await expect(page.getByRole('button', { name: '128 new' })).toBeVisible();
  expect(await list(page).locator('[aria-selected=true]').boundingBox()).toEqual(before);
  await expect(list(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: '128 new' })).toBeHidden();
  await page.keyboard.press('p');
  await burst(page, 2);
  await expect(page.getByText('Paused')).toBeVisible();
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible();
});

test('the keys go through the list, into the details and back', async ({ page }) => {
  await open(page, 'requests', { state: 'captured' });
  await page.keyboard.press('/');
  await expect(filter(page)).toBeFocused();
  await filter(page).fill('status:ok mod');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(filter(page)).toHaveValue('status:ok model:');
  await page.keyboard.type('sonnet');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  const details = page.getByRole('region', { name: /^Request \d/ });
  await expect(details).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog')).toContainText('billed');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
  await page.keyboard.press('End');
  await expect(rows(page).last()).toHaveAttribute('aria-selected', 'true');
});

test('a replay is selected when it arrives, and can be compared', async ({ page }) => {
  await open(page, 'requests', { state: 'captured', running: true });
  await rows(page).nth(3).click();
  await page.keyboard.press('r');
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await expect(rows(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(rows(page).first()).toContainText('Running');
  await page.getByRole('button', { name: 'Compare with #' }).click();
  await expect(page.getByRole('dialog').getByRole('row', { name: /^Duration/ })).toBeVisible();
  await accessible(page);
  await shoot(page, 'requests-compare');
});

test('a body of a megabyte is drawn as far as it is seen', async ({ page }) => {
  await open(page, 'requests', { state: 'captured' });
  const text = JSON.stringify({
    model: 'claude-sonnet-5',
    messages: Array.from({ length: 4000 }, (_, at) => ({ role: at % 2 ? 'assistant' : 'user', content: `Line ${at}\n${'words '.repeat(30)}` })),
    image: `data:image/png;base64,${'A'.repeat(300_000)}`,
  });
  await page.evaluate((text) => {
    const body = { text, bytes: text.length, cut: false };
    const ask = fakeHost.ask.bind(fakeHost);
    fakeHost.ask = async (request) => {
      const answer = await ask(request);
      return answer.kind === 'detail' && answer.detail ? { ...answer, detail: { ...answer.detail, request: body, response: body } } : answer;
    };
  }, text);
  await rows(page).first().click();
  const took = await page.evaluate(async () => {
    const before = performance.now();
    document.querySelectorAll<HTMLElement>('[role=tab]')[1]!.click();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - before;
  });
  console.log(`a body of ${(text.length / 1e6).toFixed(1)} MB: shown after ${took.toFixed(1)} ms`);
  await page.getByRole('button', { name: 'Unfold all' }).first().click();
  const body = page.getByRole('region', { name: 'The client’s request' });
  await body.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }));
  await expect(body).toContainText('Line 2');
  expect(await page.locator('.body-row').count()).toBeLessThan(200);
  await page.getByRole('tab', { name: 'Raw' }).click();
  expect(await page.locator('.body-row').count()).toBeLessThan(200);
});

test('markup in an answer is text', async ({ page }) => {
  await open(page, 'requests', { state: 'captured' });
  await page.evaluate(() => {
    const ask = fakeHost.ask.bind(fakeHost);
    const event = { at: 1, answer: 0, kind: 'text' as const, text: '<img src=x onerror="document.title=1"><b>bold</b>', name: null, pieces: 1 };
    fakeHost.ask = async (request) => {
      const answer = await ask(request);
      return answer.kind === 'detail' && answer.detail ? { ...answer, detail: { ...answer.detail, events: [event] } } : answer;
    };
  });
  await rows(page).first().click();
  await page.getByRole('tab', { name: 'Response' }).click();
  await expect(page.locator('.block')).toContainText('<b>bold</b>');
  expect(await page.locator('.block img, .block b').count()).toBe(0);
});

for (const theme of themes) {
  for (const lang of languages) {
    test(`requests, every view, ${theme}, ${lang}`, async ({ page }) => {
      test.setTimeout(180_000);
      const see = async (name: string) => {
        // The words are others in other languages, and what holds them is the same.
        if (lang === 'en') await accessible(page);
        await shoot(page, `requests-${name}-${theme}-${lang}`);
      };
      await open(page, 'requests', { state: 'quiet', theme, lang });
      await see('empty');
      await open(page, 'requests', { state: 'captured', theme, lang });
      await rows(page).nth(0).click();
      for (const [at, name] of ['summary', 'request', 'response', 'headers', 'raw'].entries()) {
        await page.getByRole('tab').nth(at).click();
        await see(name);
      }
      await page.getByRole('tab').nth(2).click();
      await page.getByRole('radio').nth(1).check({ force: true });
      await see('events');
      await page.setViewportSize(NARROW);
      await see('events-narrow');
      await page.getByRole('tab').nth(1).click();
      await see('request-narrow');
      await page.keyboard.press('r');
      await see('replay-narrow');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await filter(page).fill('status:error cost:dear');
      await see('filter-narrow');
      await filter(page).fill('nothing-like-this');
      await page.keyboard.press('Enter');
      await see('no-match');
    });
  }
}

test('who opens a request that takes the place of the list reads on in it', async ({ page }) => {
  await page.setViewportSize(NARROW);
  await open(page, 'requests', { state: 'captured' });
  await rows(page).nth(5).click();
  await expect(page.locator('.detail h2')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(list(page)).toBeVisible();
  await expect(page.locator('.detail h2')).toBeHidden();
});

test('the figures of a request stand on one line beside the list, and all tabs are in sight in the smallest window', async ({ page }) => {
  for (const lang of languages) {
    await page.setViewportSize({ width: 1040, height: 720 });
    await open(page, 'requests/120', { state: 'captured', lang });
    const figures = page.locator('.detail-figures');
    await expect(figures).toBeVisible();
    const apart = await figures.evaluate((words) => {
      const bottoms = [...words.children].map((word) => word.getBoundingClientRect().bottom);
      return Math.max(...bottoms) - Math.min(...bottoms);
    });
    expect(apart, lang).toBeLessThan(6);
    await page.setViewportSize({ width: 480, height: 640 });
    // Alone, once there is no room for the list beside it.
    const tabs = page.locator('.split-alone [role=tablist]');
    await expect(tabs).toBeVisible();
    expect(await tabs.evaluate((list) => list.scrollWidth - list.clientWidth), lang).toBe(0);
  }
});
