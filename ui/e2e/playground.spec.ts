import { expect, test } from '@playwright/test';

import { accessible, languages, open, shoot, themes } from './host';

const NARROW = { width: 720, height: 520 };

for (const theme of themes) {
  for (const lang of languages) {
    test(`a conversation, ${theme}, ${lang}`, async ({ page }) => {
      await open(page, 'playground', { theme, lang });
      await page.locator('.empty button').nth(1).click();
      await expect(page.getByText(/The tool says/)).toBeVisible();
      await expect(page.locator('.play-again')).toBeVisible();
      await accessible(page);
      await shoot(page, `playground-answer-${theme}-${lang}`);
      await page.setViewportSize(NARROW);
      await shoot(page, `playground-answer-${theme}-${lang}-narrow`);
    });
  }
}

test('an answer arrives, is stopped, edited and asked again', async ({ page }) => {
  await open(page, 'playground', { running: true });
  const message = page.getByRole('textbox', { name: 'Your message' });
  await message.fill('Hello');
  await message.press('Enter');
  await expect(page.getByText('Thinking…')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped.')).toBeVisible();
  await page.getByRole('button', { name: 'Edit the last message' }).click();
  await expect(message).toBeFocused();
  await expect(message).toHaveValue('Hello');
  await message.press('Enter');
  await expect(page.getByRole('region', { name: 'Code in python' })).toBeVisible();
  await page.getByText('Thoughts').click();
  await expect(page.getByText('I say what this is.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'About this answer' })).toContainText('1,024 cached');
});

test('a tool is called, and its result opened', async ({ page }) => {
  await open(page, 'playground', { running: true });
  await page.getByRole('button', { name: 'Roll two dice and multiply them.' }).click();
  await expect(page.getByText(/The tool says/)).toBeVisible();
  await page.getByText('Tool: roll_dice').click();
  await expect(page.getByRole('region', { name: 'Arguments' })).toHaveText('{"count": 2, "sides": 6}');
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('"rolls"');
  await accessible(page);
});

test('what the gateway refuses is said, with the remedy', async ({ page }) => {
  await open(page, 'playground');
  await page.evaluate(() =>
    (globalThis as unknown as { fakeHost: { refusals: Map<string, string> } }).fakeHost.refusals.set('play', 'The sign-in of profile work has expired. Sign in again, here or by `aws sso login --profile work`.'),
  );
  await page.getByRole('button', { name: 'Write a haiku about granite.' }).click();
  await expect(page.getByRole('alert')).toContainText('aws sso login');
  await accessible(page);
  await shoot(page, 'playground-refused');
});

test('the options are in reach in the smallest window', async ({ page }) => {
  await page.setViewportSize(NARROW);
  await open(page, 'playground');
  await page.getByText('Options').click();
  await page.getByRole('textbox', { name: 'System prompt' }).fill('Be brief.');
  await page.getByRole('button', { name: 'Send' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('textbox', { name: 'Your message' })).toBeInViewport();
  await accessible(page);
  await shoot(page, 'playground-options-narrow');
});

test('the smallest window leaves its room to what is written', async ({ page }) => {
  await page.setViewportSize({ width: 480, height: 480 });
  await open(page, 'playground');
  expect((await page.getByRole('textbox', { name: 'Your message' }).boundingBox())?.width).toBeGreaterThan(260);
});

test('another model is found and asked', async ({ page }) => {
  await open(page, 'playground', { running: true });
  const model = page.getByRole('combobox', { name: 'Model' });
  await model.click();
  await expect(page.getByRole('option').first()).toContainText('EU Claude Sonnet 5');
  await page.keyboard.type('gpt-oss-120');
  await accessible(page);
  await shoot(page, 'playground-picker');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(model).toHaveValue('GPT OSS 120b');
  await page.getByRole('button', { name: 'Say hello in three languages.' }).click();
  await expect(page.getByRole('list', { name: 'About this answer' })).toContainText('openai.gpt-oss-120b-1:0');
});
