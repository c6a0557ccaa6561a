import { expect, test } from '@playwright/test';

import { accessible, languages, open, shoot, themes } from './host';

for (const theme of themes) {
  for (const lang of languages) {
    test(`which models know which effort, ${theme}, ${lang}`, async ({ page }) => {
      await open(page, 'reasoning', { theme, lang });
      await page.locator('.reasoning-effort summary').click();
      await accessible(page);
      await page.setViewportSize({ width: 1040, height: 1500 });
      await shoot(page, `reasoning-levels-${theme}-${lang}`);
    });
  }
}

test('efforts are chosen by keys, and nothing below moves', async ({ page }) => {
  await open(page, 'reasoning');
  const below = page.getByRole('heading', { name: 'Single models' });
  const before = await below.boundingBox();
  const tops = new Set<number>();
  await page.getByRole('radio', { name: 'Low', exact: true }).focus();
  for (let step = 0; step < 8; step += 1) {
    await page.keyboard.press('ArrowRight');
    tops.add((await below.boundingBox())?.y ?? 0);
  }
  expect([...tops]).toEqual([before?.y]);
});
