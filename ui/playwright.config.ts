import { defineConfig } from '@playwright/test';

const port = Number(process.env['E2E_PORT'] ?? 5174);

// The browser is the system's; nothing is fetched. The flags keep it from looking for Google's hosts at every start.
const quiet = ['disable-gpu', 'disable-quic', 'no-first-run', 'disable-background-networking', 'disable-component-update', 'disable-sync'];
const sandbox = process.getuid?.() === 0 ? ['no-sandbox'] : [];

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../target/e2e',
  reporter: process.env['CI'] === undefined ? 'list' : 'line',
  fullyParallel: true,
  workers: 2,
  // A loaded machine takes its time; nothing here is about speed.
  timeout: 120_000,
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    baseURL: `http://127.0.0.1:${port}/fake-host/`,
    viewport: { width: 1040, height: 720 },
    locale: 'en-GB',
    timezoneId: 'Europe/Zurich',
    reducedMotion: 'reduce',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [...quiet, ...sandbox].map((flag) => `--${flag}`),
    },
  },
  webServer: {
    command: `npx vite build --mode fake --logLevel warn && npx vite preview --mode fake --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}/fake-host/`,
    timeout: 120_000,
  },
});
