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
  await page.getByRole('button', { name: 'Show the API key' }).click();
  await expect(page.getByText(/^oc-/)).toBeVisible();
  await shoot(page, 'overview-key');
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
