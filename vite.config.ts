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
 * A page that reads its first rows while its scripts are loaded (src/ui/page/first-rows.ts) imports these
 * from a script that is there before them: named in the page they come at once, and not after it.
 */
function preloadStart(): Plugin {
  return {
    name: 'preload-start',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, chunk }) {
        const wanted = new Set<string>();
        const want = (file: string): void => {
          const found = bundle?.[file];
          if (wanted.has(file) || found?.type !== 'chunk') return;
          wanted.add(file);
          for (const one of found.imports) want(one);
        };
        for (const file of chunk?.dynamicImports ?? []) {
          const found = bundle?.[file];
          if (found?.type === 'chunk' && found.facadeModuleId?.endsWith('/start.tsx')) want(file);
        }
        return [...wanted]
          .filter((file) => !html.includes(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
            injectTo: 'head',
          }));
      },
    },
  };
}

/** The scripts that pages share, in few files: a browser takes longer to fetch one than to read it. */
const CHUNKS = [
  {
    // What reads the first rows, and what it needs.
    name: 'library',
    test: /vite\/preload-helper|\/webextension-polyfill\/|\/idb\/|\/src\/(?:ext|i18n|library\/(?:schema|connection|entries|library|upsert|unit-of-work|get-each|bin|tags)|paper\/(?:ids\/[\w-]+|mark|clock)|protocol\/changes|ui\/page\/(?:first-rows|page-signal))\.ts/,
    priority: 2,
  },
  {
    name: 'page',
    test: /\/node_modules\/(?:preact|@preact)\/|\/src\/(?:protocol\/(?:rpc|requests)|storage\/(?:settings|export-settings|keys)|tex\/math|formats\/write\/(?:kinds|authors)|sites\/places|search\/(?:query|highlight)|ui\/(?:icons|tex|page\/(?:start-page|save-file)|query\/(?:hits|mistakes|split-mistakes)|notes\/(?:note|note-saver|drafts)|export\/(?:exporter|export-controls)))\.tsx?/,
    priority: 1,
  },
];

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
      : [leavePolyfillOut(), crx({ manifest: manifestFor(browser), browser }), preloadStart()],
    build: {
      outDir: command === 'serve' ? 'dist/dev' : `dist/${browser}`,
      emptyOutDir: true,
      target: ['chrome123', 'firefox140'],
      modulePreload: { polyfill: false },
      // The pages that the manifest does not name.
      rolldownOptions: {
        output: { codeSplitting: { groups: CHUNKS } },
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
            testTimeout: 180_000,
            hookTimeout: 180_000,
            // Each worker launches one browser of a kind and keeps it for all of its files; what each
            // test begins from is made in test/browser/harness/testbed.ts.
            isolate: false,
            // A test drives one browser, and mostly waits for it: two at once keep two cores busy, more
            // would starve them.
            maxWorkers: 2,
          },
        },
      ],
    },
  };
});
