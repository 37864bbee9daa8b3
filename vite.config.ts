import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { minify } from 'terser';
import { normalizePath, type Plugin, type ResolvedConfig, runnerImport } from 'vite';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };

const ROOT = import.meta.dirname;
/** Where the entries of the content scripts are written. */
const ENTRIES = resolve(ROOT, 'node_modules/.dogear');

type Registry = Pick<typeof import('./src/sites/manifest'), 'SITES_MANIFEST' | 'scriptOf'> &
  Pick<typeof import('./src/sites'), 'SITES'>;

/** Loads the registry of sites, which is written for a bundler and not for Node. */
async function readRegistry(): Promise<Registry> {
  const load = async <T>(file: string): Promise<T> =>
    (await runnerImport<T>(resolve(ROOT, 'src/sites', file))).module;
  const { SITES } = await load<typeof import('./src/sites')>('index.ts');
  const { SITES_MANIFEST, scriptOf } =
    await load<typeof import('./src/sites/manifest')>('manifest.ts');
  return { SITES, SITES_MANIFEST, scriptOf };
}

/**
 * Writes the entry of each site's content script, which joins the site's module with the overlay: so no
 * script carries another site. The manifest names the entry `src/content/<id>.iife.ts`, and an alias leads
 * from there to the file. It cannot be a virtual module: crxjs bundles `*.iife.ts` in a build of its own,
 * without plugins, but with the aliases of this one.
 */
function writeEntries({ SITES, scriptOf }: Registry): Plugin {
  const inSource = (file: string): string => normalizePath(resolve(ROOT, 'src', file));
  return {
    name: 'content-script-entries',
    config() {
      mkdirSync(ENTRIES, { recursive: true });
      const alias = SITES.map(({ id }) => {
        const file = join(ENTRIES, `${id}.iife.ts`);
        const lines = [
          `import { info, reader } from '${inSource(`sites/${id}`)}';`,
          `import { start } from '${inSource('content/start')}';`,
          'start({ ...info, ...reader });',
        ];
        writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
        return { find: resolve(ROOT, scriptOf(id)), replacement: file };
      });
      return { resolve: { alias } };
    },
  };
}

/**
 * Replaces the polyfill with `src/content/browser.ts` in the content scripts. Every page would pay for it,
 * and none needs it: the browsers that the manifest admits return promises themselves. crxjs bundles the
 * scripts after everything else is resolved, with the aliases as they are by then.
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
        replacement: resolve(ROOT, 'src/content/browser.ts'),
      });
    },
  };
}

/**
 * The names of properties that a content script shares with no other context, or how they begin. The structure
 * test sees to it that no message, setting or record has such a field.
 */
const PRIVATE_PROPERTIES =
  /^(?:(?:abandoned|bar|by|continue|create|first|folded|has|hidden|insert|is|kind|linked|load|may|note|owner|settings|show|tags|tidy|visible|was)[A-Z]\w*|addTyped|autoRead|cards|checkHealth|checkRunaway|completeBarePapers|failure|keepOutOfCopies|keepPlace|keepShown|keepSteps|notice|observer|ofCard|onClosed|onControl|onKey|onLoaded|onRead|onText|ownerOf|prefer|readOnSight|removeStrays|sayOrigin|scanNow|schedule|sendChanges|setExpanded|unreadable|visit)$/;

/**
 * Makes V8 compile the whole script at once, where it would compile each function when that is first called,
 * after it has looked through it once before. Two thirds of a first script run as soon as it is there, and so
 * it starts in three quarters of the time. Source: https://v8.dev/blog/explicit-compile-hints; Chromium 136.
 */
const COMPILE_AT_ONCE = '//# allFunctionsCalledOnLoad\n';

/** The script that comes when the page is there; little of it runs before the user acts. */
const LATER = '/later.iife.js';

/**
 * Minifies the content scripts once more with terser, which inlines what is used once and so makes them 2 %
 * smaller than the bundler's own minifier. crxjs bundles them without plugins, so it is done afterwards.
 * It also shortens private properties; terser leaves those of the DOM alone.
 */
function minifyContentScripts(): Plugin {
  return {
    name: 'minify-content-scripts',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      // One for all: what the two scripts of a page hand to one another has the same names in both.
      const nameCache = {};
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.iife.js')) continue;
        const compress = { passes: 3, ecma: 2020, unsafe_arrows: true } as const;
        const mangle = { properties: { regex: PRIVATE_PROPERTIES } };
        const { code } = await minify(String(file.source), {
          ...{ compress, mangle, nameCache, ecma: 2020 },
        });
        if (!code) continue;
        const isFirst = !file.fileName.endsWith(LATER);
        file.source = isFirst ? COMPILE_AT_ONCE + code : code;
      }
    },
  };
}

/**
 * Adds preload links for the scripts of a page that reads its first rows while its scripts load
 * (src/ui/page/first-rows.ts). A small first script imports the others, and without the links they would only
 * be requested after it.
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

/** Joins the modules that pages share into few files: fetching a file takes longer than reading it. */
const CHUNKS = [
  {
    // What reads the first rows, and what that needs.
    name: 'library',
    test: /vite\/preload-helper|\/webextension-polyfill\/|\/idb\/|\/src\/(?:ext|i18n|library\/(?:schema|connection|entries|lists|library|upsert|unit-of-work|get-each|bin|tags)|paper\/(?:ids\/[\w-]+|mark|clock)|protocol\/(?:changes|own-page)|ui\/page\/(?:first-rows|page-signal|show-with-library))\.ts/,
    priority: 2,
  },
  {
    name: 'page',
    test: /\/node_modules\/(?:preact|@preact)\/|\/src\/(?:protocol\/(?:rpc|requests)|storage\/(?:settings|export-settings|keys)|tex\/math|formats\/write\/(?:kinds|authors)|sites\/.+|search\/(?:query|unread|highlight)|ui\/(?:icons|tex|page\/(?:start-page|save-file)|query\/(?:hits|mistakes|split-mistakes)|notes\/(?:note|note-savers?|drafts|left-drafts)|export\/(?:exporter|export-controls)))\.tsx?/,
    priority: 1,
  },
];

/**
 * Returns the manifest for one browser. What shows Dogear beside the page has a different name in each, and
 * each warns about the other's: Chromium's side panel needs a permission, Firefox's sidebar none.
 */
function manifestFor(browser: 'chrome' | 'firefox', sites: Registry): ManifestV3Export {
  const { side_panel, sidebar_action, permissions, ...rest } = manifest;
  const own =
    browser === 'firefox'
      ? { sidebar_action, permissions: permissions.filter((name) => name !== 'sidePanel') }
      : { side_panel, permissions };
  return { ...rest, ...own, ...sites.SITES_MANIFEST } as unknown as ManifestV3Export;
}

/** Vitest leaves one core to itself otherwise, which is half of a small machine. */
const ALL_CORES = '100%';

/**
 * Returns the tests in one browser. A worker launches one and keeps it for all of its files, and one browser
 * follows the other, since each takes a share of the machine even while no test drives it; what each test
 * begins from is made in test/browser/harness/testbed.ts.
 *
 * @param groupOrder when the project has its turn
 */
function browserProject(
  browser: 'chromium' | 'firefox',
  groupOrder: number,
): TestProjectConfiguration {
  const other = browser === 'chromium' ? 'firefox' : 'chromium';
  return {
    extends: true,
    test: {
      name: browser,
      include: ['test/browser/**/*.test.ts'],
      exclude: [`test/browser/**/*.${other}.test.ts`],
      provide: { browser },
      sequence: { groupOrder },
      isolate: false,
      // More than two at once would starve a small machine: a browser is many processes.
      maxWorkers: 2,
      testTimeout: 180_000,
      hookTimeout: 180_000,
    },
  };
}

/** The tests build nothing, and need no plugins. */
const registry = process.env.VITEST ? undefined : await readRegistry();

/**
 * Configures `vite build --mode chrome` and `--mode firefox`: a build for each browser, from one manifest.
 * `vite` alone serves Chromium while one edits; its output lets any site look into the extension, and
 * therefore goes to a folder that is never shipped.
 */
export default defineConfig(({ mode, command }) => {
  const browser = mode === 'firefox' ? 'firefox' : 'chrome';
  return {
    plugins: registry
      ? [
          leavePolyfillOut(),
          writeEntries(registry),
          crx({ manifest: manifestFor(browser, registry), browser }),
          preloadStart(),
          minifyContentScripts(),
        ]
      : [],
    // So that the import's worker loads a parser of XML or YAML only for a file that is one.
    worker: { format: 'es' },
    build: {
      outDir: command === 'serve' ? 'dist/dev' : `dist/${browser}`,
      emptyOutDir: true,
      target: ['chrome123', 'firefox140'],
      modulePreload: { polyfill: false },
      // The pages that the manifest does not mention.
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
            exclude: ['test/content/**', 'test/list/**', 'test/pages/**', 'test/browser/**'],
            maxWorkers: ALL_CORES,
            // The real bibtex and biber take seconds for thousands of authors, and minutes on a busy machine.
            testTimeout: 180_000,
            hookTimeout: 180_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'dom',
            include: ['test/{content,list}/**/*.test.{ts,tsx}'],
            environment: 'jsdom',
            // A fork loads jsdom, which takes a second, once for all of its files; each has globals of its own.
            pool: 'vmForks',
            maxWorkers: ALL_CORES,
            testTimeout: 180_000,
            hookTimeout: 180_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'pages',
            include: ['test/pages/**/*.test.ts'],
            maxWorkers: ALL_CORES,
            // A page of 200 results takes jsdom a second or two, more on a busy machine.
            testTimeout: 180_000,
          },
        },
        browserProject('chromium', 1),
        browserProject('firefox', 2),
      ],
    },
  };
});
