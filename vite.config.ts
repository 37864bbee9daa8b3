import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };

/**
 * `vite build --mode chrome` or `--mode firefox`: one build for each, from one manifest. `vite` alone
 * serves Chromium while one edits; what it writes lets any site look into the extension, and so stays
 * apart from what is shipped.
 */
export default defineConfig(({ mode, command }) => {
  const browser = mode === 'firefox' ? 'firefox' : 'chrome';
  return {
    plugins: process.env.VITEST ? [] : [crx({ manifest: manifest as never, browser })],
    build: {
      outDir: command === 'serve' ? 'dist/dev' : `dist/${browser}`,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
    },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            include: ['test/**/*.test.{ts,tsx}'],
            exclude: ['test/pages/**', 'test/browser/**'],
            // The real bibtex takes seconds for thousands of authors, more on a busy machine.
            testTimeout: 60_000,
          },
        },
        {
          extends: true,
          // A page of 200 results takes jsdom a second or two, more on a busy machine.
          test: { name: 'pages', include: ['test/pages/**/*.test.ts'], testTimeout: 60_000 },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: ['test/browser/**/*.test.ts'],
            testTimeout: 60_000,
            hookTimeout: 60_000,
            // Each file drives a Chromium and a Firefox: more at once would starve two cores.
            fileParallelism: false,
          },
        },
      ],
    },
  };
});
