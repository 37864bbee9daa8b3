import { resolve } from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import type { Plugin, ResolvedConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };

/**
 * Every page pays for the content script, and of the polyfill it would use nothing: the browsers that
 * the manifest admits answer with promises themselves. There, `src/content/browser.ts` stands in for
 * it. The script is bundled by itself once all else is resolved, with what the configuration says then.
 */
function leavePolyfillOut(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'content-script-without-polyfill',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    renderStart() {
      config.resolve.alias.push({
        find: 'webextension-polyfill',
        replacement: resolve(import.meta.dirname, 'src/content/browser.ts'),
      });
    },
  };
}

/**
 * The manifest for one browser. What shows Dogear beside the page has another name in each, and each
 * warns of the other's: Chromium's side panel needs a permission, Firefox's sidebar none.
 */
function manifestFor(browser: 'chrome' | 'firefox'): ManifestV3Export {
  const { side_panel, sidebar_action, permissions, ...rest } = manifest;
  const own =
    browser === 'firefox'
      ? { sidebar_action, permissions: permissions.filter((name) => name !== 'sidePanel') }
      : { side_panel, permissions };
  return { ...rest, ...own } as unknown as ManifestV3Export;
}

/**
 * `vite build --mode chrome` or `--mode firefox`: one build for each, from one manifest. `vite` alone
 * serves Chromium while one edits; what it writes lets any site look into the extension, and so stays
 * apart from what is shipped.
 */
export default defineConfig(({ mode, command }) => {
  const browser = mode === 'firefox' ? 'firefox' : 'chrome';
  return {
    plugins: process.env.VITEST
      ? []
      : [leavePolyfillOut(), crx({ manifest: manifestFor(browser), browser })],
    build: {
      outDir: command === 'serve' ? 'dist/dev' : `dist/${browser}`,
      emptyOutDir: true,
      target: ['chrome123', 'firefox140'],
      modulePreload: { polyfill: false },
      // The pages that the manifest does not name.
      rolldownOptions: {
        input: {
          list: 'src/list/index.html',
          reading: 'src/reading/index.html',
          data: 'src/data/index.html',
        },
      },
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
            // Two real browsers on two busy cores: what fails once and not again was the machine.
            retry: 1,
            // Each file drives a Chromium and a Firefox, and mostly waits for them: two at once keep two
            // cores busy, more would starve them.
            maxWorkers: 2,
          },
        },
      ],
    },
  };
});
