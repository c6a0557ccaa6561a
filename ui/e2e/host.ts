// What specs share: opening the window on the fake host, taking its picture, and asking axe about it.

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The clock of every picture. */
export const CLOCK = '2026-11-22T14:32:08Z';

export const themes = ['light', 'dark'] as const;
export const languages = ['en', 'zh-CN', 'zh-TW'] as const;

interface Wanted {
  state?: string;
  theme?: (typeof themes)[number];
  lang?: (typeof languages)[number];
  /** Lets the clock run, for what happens in time. */
  running?: boolean;
}

/** Opens a page: `open(page, 'requests', { state: 'many' })`. Whatever the page complains about in the console fails the test. */
export async function open(page: Page, place: string, wanted: Wanted = {}): Promise<void> {
  page.on('pageerror', (error) => expect.soft(error, 'the page threw').toBeUndefined());
  page.on('console', (line) => {
    if (line.type() === 'error') expect.soft(line.text(), 'the page complained').toBe('');
  });
  const { running, ...rest } = wanted;
  const query = new URLSearchParams({ state: 'running', theme: 'light', lang: 'en', ...rest });
  if (running !== true) query.set('clock', CLOCK);
  await page.goto(`?${query}#/${place}`);
  await page.locator('h1').waitFor();
}

/** Takes a picture, to be looked at. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `../target/shots/ui/${name}.png` });
}

/** Fails where axe finds anything. */
export async function accessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).analyze();
  const said = found.violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.html.slice(0, 200)) }));
  expect(said).toEqual([]);
}

/** The texts that are cut off and say nowhere what they are in full. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const holdsText = (element: Element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const cuts = (element: Element) => {
      const { overflowX, clipPath } = getComputedStyle(element);
      return ['hidden', 'clip'].includes(overflowX) && clipPath === 'none' && element.scrollWidth > element.clientWidth + 1;
    };
    const cut = [...document.querySelectorAll('body *')].filter((element) => cuts(element) && holdsText(element) && element.closest('[title]') === null);
    return cut.map((element) => element.textContent ?? '');
  });
}
