import { resolve } from 'node:path';

import { normalizePath } from 'vite';
import { defineConfig } from 'vitest/config';
import solid from 'vite-plugin-solid';

type Graph = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null };

/**
 * Many small files compress badly: what the window opens with is one, what several pages share another, and so are
 * the styles of all the other pages. Each page by itself, and each section of words, stays a file of its own.
 */
function groups(page: string) {
  const first = 'src/pages/overview/index.tsx';
  let opening: Set<string> | undefined;
  const reach = (id: string, graph: Graph, known: Set<string>): Set<string> => {
    if (known.has(id)) return known;
    known.add(id);
    graph.getModuleInfo(id)?.importedIds.forEach((next) => reach(next, graph, known));
    return known;
  };
  const opens = (id: string, graph: Graph) => {
    opening ??= [page, first].reduce((known, root) => reach(normalizePath(resolve(root)), graph, known), new Set<string>());
    return opening.has(id) && !/fake-host|pages\/overview\/.*tsx?$/.test(id);
  };
  return [
    { name: (id: string, graph: Graph) => (opens(id, graph) ? 'window' : null), debugName: 'window', priority: 3 },
    { name: 'pages', test: /\.css$/, priority: 2 },
    { name: 'shared', test: /src\/(?!i18n\/)/, minShareCount: 2, priority: 1 },
  ];
}

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
    rollupOptions: {
      input: mode === 'fake' ? ['fake-host/index.html', 'fake-host/gallery/index.html'] : 'index.html',
      output: { codeSplitting: { groups: groups(mode === 'fake' ? 'fake-host/index.html' : 'index.html') } },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['test/**/*.test.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
  },
}));
