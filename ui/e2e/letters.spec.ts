import { expect, test } from '@playwright/test';

import { pages } from '../src/router';
import { open, shoot } from './host';

// A reader who has set larger letters for everything, which is 16 otherwise.
const LARGE = 22;

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), `--blink-settings=defaultFontSize=${LARGE}`] });
  },
});

for (const place of pages) {
  test(`${place} grows with the reader's letters`, async ({ page }) => {
    await open(page, place);
    await shoot(page, `${place}-large`);
    const sizes = await page.evaluate(() => ({
      letters: Number.parseFloat(getComputedStyle(document.body).fontSize),
      wide: document.documentElement.scrollWidth > innerWidth,
      // Rows whose letters stand out of them.
      cut: [...document.querySelectorAll<HTMLElement>('.virtual-row > *')].filter((cell) => cell.offsetHeight > (cell.parentElement?.clientHeight ?? 0)).length,
    }));
    expect(sizes).toEqual({ letters: LARGE * 0.875, wide: false, cut: 0 });
  });
}
