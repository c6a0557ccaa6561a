import { defineConfig } from 'vitest/config';
import solid from 'vite-plugin-solid';

// The plain build holds the app alone; `--mode fake` adds the page that runs it on recorded data in any browser.
export default defineConfig(({ mode }) => ({
  plugins: [solid()],
  clearScreen: false,
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  // As the app serves it: what the CSP forbids fails here too.
  preview: {
    headers: { 'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'" },
  },
  build: {
    // What WebKitGTK 2.44, WebView2 and macOS 14 have.
    target: ['es2022', 'safari17.5', 'chrome124'],
    modulePreload: false,
    outDir: mode === 'fake' ? (process.env['UI_FAKE'] ?? '../target/ui-fake') : 'dist',
    emptyOutDir: true,
    rollupOptions: { input: mode === 'fake' ? ['fake-host/index.html', 'fake-host/gallery/index.html'] : 'index.html' },
  },
  test: {
    environment: 'jsdom',
    include: ['test/**/*.test.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
  },
}));
