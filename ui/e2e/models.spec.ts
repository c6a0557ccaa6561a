import { expect, test, type Page } from '@playwright/test';

import { accessible, languages, open, shoot, themes } from './host';

const SONNET = 'eu.anthropic.claude-sonnet-5';
const NARROW = { width: 720, height: 520 };
const asked = (page: Page, kind: string) =>
  page.evaluate((wanted) => (globalThis as unknown as { fakeHost: { asked: { kind: string }[] } }).fakeHost.asked.filter((one) => one.kind === wanted), kind);

for (const theme of themes) {
  for (const lang of languages) {
    test(`a model's details, ${theme}, ${lang}`, async ({ page }) => {
      await open(page, `models/${SONNET}`, { theme, lang });
      await expect(page.getByRole('complementary')).toBeVisible();
      await accessible(page);
      await shoot(page, `models-detail-${theme}-${lang}`);
      await page.setViewportSize(NARROW);
      await shoot(page, `models-detail-${theme}-${lang}-narrow`);
    });
  }
  for (const state of ['partial', 'noCredentials', 'unlisted', 'refreshing']) {
    test(`models, ${state}, ${theme}`, async ({ page }) => {
      await open(page, 'models', { theme, state });
      await accessible(page);
      await shoot(page, `models-${state}-${theme}`);
    });
  }
}

test('models are found, kept and tried by keys alone', async ({ page }) => {
  await open(page, 'models', { running: true });
  await page.keyboard.press('/');
  await page.keyboard.type('eu opus 4.6');
  await expect(page.getByText(/^\d of 144$/)).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Models' });
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('complementary')).toBeVisible();
  await expect(page).toHaveURL(/#\/models\/eu\.anthropic\.claude-opus-4-6-v1\?q=eu\+opus\+4\.6/);
  await page.getByRole('complementary').getByRole('button', { name: /favourite$/ }).press('Enter');
  expect(await asked(page, 'change')).toMatchObject([{ change: { setting: 'favourites' } }]);
  await page.getByRole('button', { name: 'Try it' }).press('Enter');
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue('EU Claude Opus 4.6');
});

test('a filter is an address', async ({ page }) => {
  await open(page, 'models?provider=openai&tools=1&sort=-price');
  await expect(page.getByRole('row').nth(1)).toContainText('GPT 6 Astra');
  await expect(page.getByRole('combobox', { name: 'Provider' })).toHaveValue('openai');
  await expect(page.getByRole('button', { name: /^Tools/ })).toHaveAttribute('aria-pressed', 'true');
});

test('an alias is made, shown and deleted', async ({ page }) => {
  await open(page, 'models', { running: true });
  await page.getByRole('button', { name: /^Aliases/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add alias' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('cheap one');
  await dialog.getByRole('combobox', { name: 'Model' }).click();
  await page.keyboard.type('nova micro');
  await dialog.getByRole('option', { name: /^EU Nova Micro/ }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/No spaces/)).toBeVisible();
  await accessible(page);
  await shoot(page, 'models-alias');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('cheap');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('button', { name: 'Delete cheap' }).click();
  await expect(dialog.getByText('cheap')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the list does not stutter with three hundred models', async ({ page }) => {
  await open(page, 'models');
  const drawn = await page.evaluate(async () => {
    const host = (globalThis as unknown as { fakeHost: { world: { models: { models: { id: string }[] } }; become: (news: object) => void } }).fakeHost;
    const { models } = host.world;
    const more = models.models.map((model) => ({ ...model, id: `again.${model.id}` }));
    host.become({ models: { ...models, models: [...models.models, ...more] } });
    await new Promise(requestAnimationFrame);
    return document.querySelectorAll('.virtual-row').length;
  });
  await expect(page.getByText('288 of 288')).toBeVisible();
  expect(drawn, 'only rows in sight are there').toBeLessThan(40);
});

test('the smallest window still names the models', async ({ page }) => {
  await page.setViewportSize({ width: 480, height: 480 });
  await open(page, 'models');
  const name = page.getByRole('grid').getByText('DeepSeek V3.1');
  await expect(name).toBeVisible();
  expect((await name.boundingBox())?.width).toBeGreaterThan(60);
});
