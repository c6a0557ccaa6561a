import { expect, test } from '@playwright/test';

import { pages } from '../src/router';
import { open, shoot } from './host';

test('every page is reached by key, names the window, and takes the focus', async ({ page }) => {
  await open(page, 'overview');
  for (const [at, place] of pages.entries()) {
    await page.keyboard.press(`Control+${at + 1}`);
    await expect(page).toHaveURL(new RegExp(`#/${place}`));
    const title = page.getByRole('heading', { level: 1 });
    await expect(title).not.toBeEmpty();
    await expect.poll(async () => page.title()).toBe(`${await title.textContent()} · Outcrop`);
    if (at > 0) await expect(title).toBeFocused();
  }
});

test('the skip link is first, and leads past the sidebar', async ({ page }) => {
  await open(page, 'overview');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('the overview goes by keyboard alone', async ({ page }) => {
  await open(page, 'overview', { state: 'expired' });
  await page.locator('main').focus();
  const seen: string[] = [];
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    seen.push((await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)) ?? '');
  }
  expect(seen.slice(0, 4)).toEqual(['Sign in', 'Try the demo', 'Examine', 'Stop']);
  for (const name of ['Copy base URL', 'Show the API key', 'Copy API key']) expect(seen).toContain(name);
});

test('the language changes without a reload', async ({ page }) => {
  await open(page, 'settings/app');
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  await page.getByLabel('Language').selectOption('zh-TW');
  await expect(page.getByRole('heading', { level: 1, name: '設定' })).toBeVisible();
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-TW');
});

test('the first run walks from a profile to the first answer', async ({ page }) => {
  await open(page, 'welcome', { state: 'first', running: true });
  await page.getByRole('radio', { name: 'work', exact: true }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText(/models are listed$/)).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.evaluate(() => (globalThis as unknown as { fakeHost: { ask: (request: object) => void } }).fakeHost.ask({ kind: 'replay', id: 1, model: null, profile: null, region: null }));
  await expect(page.getByText(/has its answer$/)).toBeVisible();
  await shoot(page, 'welcome-arrived');
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});
