import { expect, test } from '@playwright/test';

import { states } from '../fake-host/recorded/states';
import { accessible, open, shoot } from './host';

// What the overview looks like in every state that the app can be in.
for (const state of Object.keys(states).filter((name) => !['many', 'refreshing', 'examined', 'captured'].includes(name))) {
  test(`overview, ${state}`, async ({ page }) => {
    await open(page, 'overview', { state, theme: state.length % 2 === 0 ? 'light' : 'dark' });
    await accessible(page);
    await shoot(page, `state-${state}`);
  });
}

for (const part of ['gateway', 'keys', 'app', 'doctor', 'about']) {
  test(`settings, ${part}`, async ({ page }) => {
    await open(page, `settings/${part}`, { state: part === 'doctor' ? 'examined' : 'troubled' });
    await accessible(page);
    await shoot(page, `settings-${part}`);
  });
}

for (const step of ['identity', 'models', 'client', 'request']) {
  test(`first run, ${step}`, async ({ page }) => {
    await open(page, `welcome/${step}`, { state: 'running', theme: 'dark' });
    await accessible(page);
    await shoot(page, `welcome-${step}`);
  });
}

test('the key is shown on demand, and fits its place', async ({ page }) => {
  await open(page, 'overview');
  const below = page.getByRole('heading', { name: 'Today' });
  const before = await below.boundingBox();
  await page.getByRole('button', { name: 'Show the API key' }).click();
  const key = page.getByText(/^outcrop_[0-9a-f]{64}$/);
  await expect(key).toBeVisible();
  // A key of 72 letters on two lines, and nothing below it moves.
  const lines = await key.evaluate((code) => code.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(code).lineHeight));
  expect(Math.round(lines)).toBe(2);
  expect(await below.boundingBox()).toEqual(before);
  await shoot(page, 'overview-key');
});

test('what is wrong is said in full at the foot of the sidebar', async ({ page }) => {
  for (const state of ['expired', 'noCredentials', 'noKeychain']) {
    await open(page, 'overview', { state });
    const cut = await page.locator('.sidebar-foot p').evaluateAll((said) => said.filter((one) => one.scrollWidth > one.clientWidth).length);
    expect(cut, state).toBe(0);
  }
});

test('the word of a copy button is in its middle, and the button as wide when it says that it has copied', async ({ page }) => {
  await open(page, 'overview');
  const button = page.getByRole('button', { name: 'Copy base URL' });
  const middle = (of: { x: number; width: number } | null) => (of === null ? NaN : of.x + of.width / 2);
  const before = await button.boundingBox();
  const words = await button.locator('[data-shown=true]').boundingBox();
  expect(Math.abs(middle(words) - middle(before))).toBeLessThan(1);
  await button.click();
  await expect(button.locator('[data-shown=true]')).toHaveText('Copied');
  expect(await button.boundingBox()).toEqual(before);
});

test('a new key is made only after asking', async ({ page }) => {
  await open(page, 'overview', { theme: 'dark' });
  await page.getByRole('button', { name: 'New key…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a new API key?' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await accessible(page);
  await shoot(page, 'overview-rotate');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
