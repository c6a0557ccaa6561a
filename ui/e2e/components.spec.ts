import { expect, test } from '@playwright/test';

import { accessible, shoot, themes } from './host';

for (const theme of themes) {
  test(`every component, ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 1040, height: 3700 });
    await page.goto(`gallery/?theme=${theme}`);
    await page.locator('h1').waitFor();
    await accessible(page);
    await shoot(page, `components-${theme}`);
  });
}

test('a long list draws little, goes by keys, and stays where it is while rows arrive', async ({ page }) => {
  await page.goto('gallery/');
  const grid = page.getByRole('grid');
  await grid.scrollIntoViewIfNeeded();
  expect(Number(await grid.getAttribute('aria-rowcount'))).toBe(10_001);
  expect(await page.getByRole('row').count()).toBeLessThan(60);
  await grid.focus();
  await page.keyboard.press('End');
  await expect(grid.locator('[aria-selected=true]')).toContainText('r1');
  await page.keyboard.press('Home');
  for (let step = 0; step < 30; step += 1) await page.keyboard.press('ArrowDown');
  const chosen = grid.locator('[aria-selected=true]');
  const before = await chosen.boundingBox();
  await page.getByRole('button', { name: 'Rows arrive' }).click();
  await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(10_005);
  expect((await chosen.boundingBox())?.y).toBe(before?.y);
});

test('menus open by key, go by arrows, and give the focus back', async ({ page }) => {
  await page.goto('gallery/');
  const opener = page.getByRole('button', { name: 'Menu' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Copy as cURL' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Replay' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
});

test('dialogs keep the focus, and give it back', async ({ page }) => {
  await page.goto('gallery/');
  const opener = page.getByRole('button', { name: 'Dialog' });
  await opener.click();
  await expect(page.getByRole('dialog', { name: 'Rotate the API key?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(opener).toBeFocused();
});
