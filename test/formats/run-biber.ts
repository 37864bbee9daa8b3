import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';

export const hasBiber = spawnSync('biber', ['--version']).status === 0;

export interface BiberEntry {
  readonly id: string;
  readonly type: string;
  readonly authors: readonly BiberName[];
  /** Whether it ends in "and others". */
  readonly hasMore: boolean;
  /** As written; accents are letters, other TeX is as it was. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface BiberName {
  readonly prefix: string;
  readonly family: string;
  readonly given: string;
  readonly suffix: string;
}

/** What the real program reads in a file, and what it complained of. */
export function runBiberOn(bib: string): { entries: BiberEntry[]; complaints: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'dogear-biber-'));
  try {
    writeFileSync(join(folder, 'a.bib'), bib);
    const args = ['--tool', '--output-format=biblatexml', '--output-file=out.xml', 'a.bib'];
    const { stdout, stderr } = spawnSync('biber', args, { cwd: folder, encoding: 'utf8' });
    const complaints = `${stdout}${stderr}`
      .split('\n')
      .filter((line) => /^(?:WARN|ERROR|FATAL)/.test(line));
    return { entries: readXml(readFileSync(join(folder, 'out.xml'), 'utf8')), complaints };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readXml(xml: string): BiberEntry[] {
  const { document } = new JSDOM(xml, { contentType: 'text/xml' }).window;
  return [...document.documentElement.children].map((entry) => {
    const names = [...entry.children].find((child) => child.getAttribute('type') === 'author');
    const fields = [...entry.children]
      .filter((child) => child.localName !== 'names')
      .map((child) => [child.localName, child.textContent] as const);
    return {
      id: entry.getAttribute('id') ?? '',
      type: entry.getAttribute('entrytype') ?? '',
      authors: [...(names?.children ?? [])].map(nameOf),
      hasMore: names?.getAttribute('morenames') === '1',
      fields: Object.fromEntries(fields),
    };
  });
}

function nameOf(name: Element): BiberName {
  const part = (type: string): string => {
    const found = [...name.children].find((child) => child.getAttribute('type') === type);
    const words = found?.children.length ? [...found.children] : found ? [found] : [];
    return words.map((word) => word.textContent).join(' ');
  };
  return {
    prefix: part('prefix'),
    family: part('family'),
    given: part('given'),
    suffix: part('suffix'),
  };
}
