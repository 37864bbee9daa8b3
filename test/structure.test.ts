import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };
import pkg from '../package.json' with { type: 'json' };
import messages from '../public/_locales/en/messages.json' with { type: 'json' };
import { SITES } from '../src/sites';
import type { Examples, SiteInfo, SiteReader } from '../src/sites/site';
import { README, withSitesTable } from './readme';

const SRC = resolve(import.meta.dirname, '../src');

interface Source {
  /** From `src`, with slashes: `sites/arxiv.ts`. */
  readonly path: string;
  readonly text: string;
}

const sources = readSources(SRC);
const scripts = sources.filter(({ path }) => /\.tsx?$/.test(path));
const testSources = readSources(import.meta.dirname).filter(({ path }) => !/fixtures\//.test(path));

function readSources(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:png|html)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(folder, file).replaceAll('\\', '/'),
      text: readFileSync(file, 'utf8'),
    }));
}

/** Longest file, in lines. */
const LONGEST_FILE = 400;
/** The specifier of an import from a file of the project, at the beginning of a line or in `import()`. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^'?]+)[^']*'/g;

/** What each part may import: downward only. */
const MAY_IMPORT: Record<string, string[]> = {
  'ext.ts': ['webextension-polyfill'],
  'i18n.ts': ['ext.ts'],
  'slices.ts': [],
  style: [],
  paper: [],
  tex: ['paper'],
  sites: ['paper'],
  formats: [
    'paper',
    'tex',
    'slices.ts',
    ...['@rgrove/parse-xml', 'character-entities', 'fflate', 'js-yaml', 'papaparse'],
  ],
  search: ['paper', 'tex', 'slices.ts'],
  library: ['search', 'paper', 'slices.ts', 'idb'],
  storage: ['search', 'paper', 'ext.ts'],
  protocol: ['storage', 'paper', 'ext.ts'],
  background: [
    ...['library', 'search', 'formats', 'storage', 'protocol', 'sites', 'tex', 'paper'],
    ...['ext.ts', 'i18n.ts', 'valibot'],
    // The overlay's style sheet, which content scripts ask for, so that no page has to carry it.
    'style',
  ],
  send: ['formats', 'paper'],
  content: ['sites', 'storage', 'protocol', 'paper', 'i18n.ts'],
  ui: [
    ...['formats', 'library', 'search', 'send', 'storage', 'protocol', 'tex', 'paper'],
    ...['i18n.ts', 'ext.ts', 'preact', '@preact/signals', '@tanstack/virtual-core', 'temml'],
  ],
  popup: [
    ...['ui', 'formats', 'library', 'search', 'storage', 'protocol', 'sites', 'tex', 'paper'],
    ...['i18n.ts', 'ext.ts', 'preact', '@preact/signals'],
  ],
  list: [
    ...['ui', 'search', 'formats', 'library', 'storage', 'protocol', 'sites', 'tex', 'paper'],
    ...['i18n.ts', 'ext.ts', 'preact', '@preact/signals'],
    // Markdown, which is loaded only for a preview.
    ...['mdast', 'mdast-util-from-markdown', 'mdast-util-gfm', 'micromark-extension-gfm'],
  ],
  reading: [
    ...['ui', 'formats', 'library', 'protocol', 'sites', 'paper', 'i18n.ts', 'ext.ts'],
    ...['preact', '@preact/signals', '@observablehq/plot'],
  ],
  data: [
    ...['ui', 'formats', 'library', 'storage', 'protocol', 'tex', 'paper', 'i18n.ts', 'ext.ts'],
    ...['preact', '@preact/signals'],
  ],
  options: [
    ...['ui', 'storage', 'protocol', 'sites', 'i18n.ts', 'ext.ts'],
    ...['preact', '@preact/signals'],
  ],
};

const partOf = (path: string): string => path.split('/')[0] as string;

/** The parts and packages that a file imports, its own part left out. */
function importsOf({ path, text }: Source): string[] {
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(
    (match) => match[1] as string,
  );
  const targets = specifiers.map((specifier) => {
    if (specifier.startsWith('.')) {
      const target = join(dirname(path), specifier).replaceAll('\\', '/');
      return ['ext', 'i18n', 'slices'].includes(target) ? `${target}.ts` : partOf(target);
    }
    const [scope = '', name = ''] = specifier.split('/');
    return scope.startsWith('@') ? `${scope}/${name}` : scope;
  });
  return targets.filter((target) => target !== partOf(path));
}

/** The files of `src` that a file imports, types included. */
function filesImportedBy({ path, text }: Source): string[] {
  return [...text.matchAll(IMPORT)].flatMap(([, specifier = '']) => {
    const target = posix.join(posix.dirname(path), specifier);
    return ['', '.ts', '.tsx', '/index.ts'].flatMap((ending) =>
      scripts.some((script) => script.path === target + ending) ? [target + ending] : [],
    );
  });
}

/** Returns each circle of imports that a depth-first search meets, as a line of files. */
function findCircles(): string[] {
  const imports = new Map(scripts.map((source) => [source.path, filesImportedBy(source)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const follow = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (way.includes(path) || done.has(path)) return;
    for (const target of imports.get(path) ?? []) follow(target, [...way, path]);
    done.add(path);
  };
  for (const { path } of scripts) follow(path, []);
  return circles;
}

describe('the house', () => {
  it('has a place for every file, and no lumber room', () => {
    for (const { path } of sources) {
      expect(Object.keys(MAY_IMPORT), path).toContain(partOf(path));
      expect(basename(path)).not.toMatch(/^(?:utils?|helpers?|common|misc|shared)\b/);
    }
  });

  it.each(scripts.map((source) => [source.path, source] as const))(
    '%s imports downward only',
    (path, source) => {
      for (const target of importsOf(source)) {
        expect(MAY_IMPORT[partOf(path)], `${path} imports ${target}`).toContain(target);
      }
    },
  );

  it('has no circles of imports, types included', () => {
    expect(findCircles()).toEqual([]);
  });

  it('keeps every file short enough to be read at once', () => {
    const written = [...sources, ...testSources].filter(({ path }) =>
      /\.(?:tsx?|mjs|css)$/.test(path),
    );
    const long = written
      .map(({ path, text }) => `${path}: ${text.trimEnd().split('\n').length}`)
      .filter((entry) => Number(entry.split(': ')[1]) > LONGEST_FILE);
    expect(long).toEqual([]);
  });

  it('imports the polyfill in one file', () => {
    const importers = scripts.filter((source) =>
      importsOf(source).includes('webextension-polyfill'),
    );
    expect(importers.map(({ path }) => path)).toEqual(['ext.ts']);
  });

  it('makes no HTML of text, and runs no text as code', () => {
    const banned =
      /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|srcdoc|setHTMLUnsafe|createContextualFragment)\b|document\.write|\beval\(|new Function\(/;
    for (const { path, text } of scripts) expect(banned.exec(text)?.[0], path).toBeUndefined();
  });

  it('leaves onChange what the DOM calls change', () => {
    // Loaded anywhere, `preact/compat` turns it into `input` on every page of the chunk.
    for (const { path, text } of scripts) expect(text, path).not.toContain("'preact/compat'");
  });

  it('pins exact versions', () => {
    const versions = Object.entries({ ...pkg.dependencies, ...pkg.devDependencies });
    for (const [name, version] of versions) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    expect(manifest.version).toBe(pkg.version);
  });

  it('shortens no property in content scripts that a message, a setting or a record has', () => {
    const config = readFileSync(resolve(SRC, '../vite.config.ts'), 'utf8');
    const [, names = ''] = /PRIVATE_PROPERTIES =\s+\/\^(.+)\/;/.exec(config) ?? [];
    expect(names).not.toBe('');
    const field = new RegExp(`^\\s+(?:readonly )?(?:${names.replace(/\$$/, '')})\\??:`, 'm');
    const crossing = scripts.filter(({ path }) =>
      /^(?:paper\/(?:entry|mark|paper)|protocol\/|storage\/)/.test(path),
    );
    for (const { path, text } of crossing) expect(field.exec(text)?.[0], path).toBeUndefined();
  });
});

describe('the later content script', () => {
  /** Matches an import of more than types. */
  const OF_VALUES = /^import (?!type\b)[^;]*?'(\.[^']+)';$/gm;

  it('keeps nothing that the first one keeps, too', () => {
    const carried = new Set(['content/later.iife.ts']);
    // A set hands out what is added while it is gone through.
    for (const path of carried) {
      const source = scripts.find((one) => one.path === path) as Source;
      const text = [...source.text.matchAll(OF_VALUES)].map(([line]) => line).join('\n');
      for (const target of filesImportedBy({ path, text })) carried.add(target);
    }
    expect(
      [...carried].filter((path) => /^(?:content|protocol|sites)\//.test(path)).sort(),
    ).toEqual([
      'content/auto-read.ts',
      'content/back-off.ts',
      'content/bar-host.ts',
      'content/bar-menu.ts',
      'content/bar.ts',
      'content/bare-papers.ts',
      'content/copying.ts',
      'content/elements.ts',
      'content/finding.ts',
      'content/handover.ts',
      'content/health.ts',
      'content/help.ts',
      'content/keep-steps.ts',
      'content/later.iife.ts',
      'content/load-more.ts',
      'content/moving.ts',
      'content/place.ts',
      'content/read-on-sight.ts',
      'content/report.ts',
      'content/runaway.ts',
      'content/say-origin.ts',
      'content/tag-field.ts',
      'protocol/requests.ts',
      'protocol/rpc.ts',
    ]);
  });
});

describe('the sites', () => {
  interface SiteModule {
    readonly info: SiteInfo;
    readonly reader: SiteReader;
    readonly examples: Examples;
  }
  const modules = Object.values(
    import.meta.glob<Partial<SiteModule>>(['../src/sites/*.ts', '../src/sites/*/index.ts'], {
      eager: true,
    }),
  ).filter((module): module is SiteModule => module.info !== undefined);

  it('are all registered, once each', () => {
    expect(modules.map(({ info }) => info.id).sort()).toEqual(SITES.map(({ id }) => id).sort());
    expect(SITES.length).toBeGreaterThan(1);
  });

  it.each(SITES.map((site) => [site.id, site] as const))(
    '%s has its own file, with a reader and examples of each kind',
    (id, site) => {
      const paths = [`sites/${id}.ts`, `sites/${id}/index.ts`];
      expect(sources.filter(({ path }) => paths.includes(path))).toHaveLength(1);
      const { reader, examples } = modules.find(({ info }) => info === site) as SiteModule;
      expect(typeof reader.cards).toBe('function');
      const { digest, paper, neither } = examples;
      for (const list of [digest, paper, neither]) expect(list.length).toBeGreaterThan(0);
      for (const address of digest) expect(site.kindOf(new URL(address)), address).toBe('digest');
      for (const address of paper) expect(site.kindOf(new URL(address)), address).toBe('paper');
      for (const address of neither) expect(site.kindOf(new URL(address)), address).toBeUndefined();
      for (const address of [...digest, ...paper]) {
        const serving = SITES.filter(({ matches }) =>
          matches.some((pattern) => address.startsWith(pattern.replace(/\*$/, ''))),
        );
        expect(serving, address).toEqual([site]);
      }
    },
  );

  it('are all that is asked for, and the registry alone says what they are', () => {
    expect(manifest).not.toHaveProperty('content_scripts');
    expect(manifest).not.toHaveProperty('host_permissions');
    const patterns = SITES.flatMap(({ matches }) => matches);
    for (const pattern of patterns) expect(pattern).toMatch(/^https:\/\/[a-z\d.-]+\/[^*]*\*?$/);
    expect(new Set(patterns).size).toBe(patterns.length);
    // The user's own machine, for Zotero, and asked for when it is used.
    expect(manifest.optional_host_permissions).toEqual(['http://127.0.0.1/*']);
    expect(manifest.permissions).toEqual([
      ...['storage', 'unlimitedStorage', 'contextMenus'],
      'sidePanel',
    ]);
    for (const key of [
      'optional_permissions',
      'web_accessible_resources',
      'externally_connectable',
      'content_security_policy',
    ]) {
      expect(manifest).not.toHaveProperty(key);
    }
  });

  it('are named in the README, which `npm run format` writes', () => {
    const readme = readFileSync(README, 'utf8');
    expect(withSitesTable(readme)).toBe(readme);
  });
});

describe('the words', () => {
  const keys = Object.keys(messages);
  const used = new Set([
    ...scripts.flatMap(({ text }) => keysIn(text)),
    ...[...JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)].map((match) => match[1] as string),
  ]);

  /** `message('key')`, `plural('key', n)`, and the beginnings of those that end in a variable. */
  function keysIn(text: string): string[] {
    const quoted = [
      ...text.matchAll(
        /['"`]((?:overlay|bar|help|menu|popup|export|options|list|search|omnibox|reading|data|action|backup|hide|mark|note|notice|page|paper|save)_\w*)(\$\{)?/g,
      ),
    ];
    return quoted.flatMap(([, key = '', open]) =>
      open || key.endsWith('_')
        ? keys.filter((other) => other.startsWith(key))
        : keys
            .filter((other) => other === key || other === `${key}_one` || other === `${key}_other`)
            .concat(keys.includes(key) || keys.includes(`${key}_other`) ? [] : [key]),
    );
  }

  it('are all there, and all used', () => {
    expect([...used].sort()).toEqual([...keys].sort());
  });

  it('say of each permission what it is for', () => {
    const named = manifest.permissions.map((permission) => `options_permission_${permission}`);
    const hosts = ['options_permission_hosts', 'options_permission_optional_hosts'];
    for (const key of [...named, ...hosts]) expect(keys).toContain(key);
  });

  it('come with what they are for, and both forms of a number', () => {
    for (const [key, { message, description }] of Object.entries(messages)) {
      expect(message, key).not.toBe('');
      expect(description, key).not.toBe('');
      if (key.endsWith('_one')) expect(keys).toContain(key.replace(/_one$/, '_other'));
    }
    expect(messages.extension_description.message.length).toBeLessThanOrEqual(132);
  });

  it('are nowhere written into a page', () => {
    for (const { path, text } of scripts.filter((source) => source.path.endsWith('.tsx'))) {
      const bare = [...text.matchAll(/>\s*([A-Za-z][a-z]+(?: [a-z]+)*)\s*<\//g)].map(
        (match) => match[1],
      );
      expect(bare, path).toEqual([]);
    }
  });
});
