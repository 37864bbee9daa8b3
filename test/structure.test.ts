import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };
import pkg from '../package.json' with { type: 'json' };
import messages from '../public/_locales/en/messages.json' with { type: 'json' };
import { SITES } from '../src/sites';
import { PLACES } from '../src/sites/places';
import type { Examples, Site } from '../src/sites/site';

const SRC = resolve(import.meta.dirname, '../src');

interface Source {
  /** From `src`, with slashes: `sites/arxiv.ts`. */
  readonly path: string;
  readonly text: string;
}

const sources: Source[] = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({
    path: relative(SRC, file).replaceAll('\\', '/'),
    text: readFileSync(file, 'utf8'),
  }));
const scripts = sources.filter(({ path }) => /\.tsx?$/.test(path));

/** What each part may import: downward only. */
const MAY_IMPORT: Record<string, string[]> = {
  'ext.ts': ['webextension-polyfill'],
  'i18n.ts': ['ext.ts'],
  'slices.ts': [],
  style: [],
  paper: [],
  tex: [],
  sites: ['paper'],
  formats: ['paper', 'tex', 'slices.ts', 'fflate', 'papaparse'],
  search: ['paper', 'tex'],
  library: ['search', 'paper', 'slices.ts', 'idb'],
  storage: ['search', 'paper', 'ext.ts'],
  protocol: ['paper', 'ext.ts'],
  background: [
    ...['library', 'search', 'formats', 'storage', 'protocol', 'tex', 'paper'],
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
    ...['ui', 'library', 'protocol', 'sites', 'paper', 'i18n.ts', 'ext.ts'],
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
});

describe('the sites', () => {
  const modules = import.meta.glob<Record<string, unknown>>('../src/sites/*.ts', { eager: true });
  const matches = SITES.flatMap((site) => site.matches);

  it('are all registered, each under its file’s name', () => {
    const registered = new Set<unknown>(SITES);
    for (const [path, exported] of Object.entries(modules)) {
      for (const value of Object.values(exported).filter(isSite)) {
        expect(registered.has(value), `${path} is registered`).toBe(true);
        expect(`../src/sites/${value.id}.ts`).toBe(path);
      }
    }
    expect(SITES.length).toBeGreaterThan(1);
    // The same sites in the same order, where only the places are known.
    expect(PLACES.map(({ id }) => id)).toEqual(SITES.map(({ id }) => id));
  });

  it.each(SITES.map((site) => [site.id, site] as const))(
    '%s has examples of each kind',
    (_, site) => {
      const examples = modules[`../src/sites/${site.id}.ts`]?.examples;
      const { digest, paper, neither } = examples as Examples;
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

  it('match what the manifest asks for, and nothing more is asked', () => {
    expect(manifest.content_scripts.map((script) => [script.js, script.matches])).toEqual(
      SITES.map((site) => [[`src/content/${site.id}.iife.ts`], site.matches]),
    );
    expect(manifest.host_permissions).toEqual(matches);
    // Of the reader's own machine, for Zotero, and asked for when it is used.
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

  it('are named in the README with what their permission is for', () => {
    const readme = readFileSync(resolve(SRC, '../README.md'), 'utf8');
    for (const pattern of matches) expect(readme).toContain(`\`${pattern}\``);
  });
});

function isSite(value: unknown): value is Site {
  return typeof value === 'object' && value !== null && 'kindOf' in value && 'cards' in value;
}

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
        /['"`]((?:overlay|bar|help|menu|popup|export|options|list|search|omnibox|reading|data)_\w*)(\$\{)?/g,
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
