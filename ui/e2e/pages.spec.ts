import { expect, test } from '@playwright/test';

import { pages } from '../src/router';
import { accessible, cutOff, languages, open, shoot, themes } from './host';

const NARROW = { width: 720, height: 520 };
/** No window is smaller (app/src/desktop/tauri/window.rs). */
const SMALLEST = { width: 480, height: 480 };

for (const theme of themes) {
  for (const lang of languages) {
    for (const place of [...pages, 'welcome']) {
      test(`${place}, ${theme}, ${lang}`, async ({ page }) => {
        const state = place === 'welcome' ? 'first' : 'running';
        await open(page, place, { theme, lang, state });
        await shoot(page, `${place}-${theme}-${lang}`);
        for (const [name, size] of Object.entries({ narrow: NARROW, smallest: SMALLEST })) {
          await page.setViewportSize(size);
          await shoot(page, `${place}-${theme}-${lang}-${name}`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          expect(wide, 'nothing is wider than the window').toBe(false);
          expect(await cutOff(page), 'nothing is cut off that is not said in full').toEqual([]);
        }
        // Themes differ in contrast and languages in names; no page has a fault in one pair alone.
        if (lang === 'en' || theme === 'light') await accessible(page);
      });
    }
  }
}
