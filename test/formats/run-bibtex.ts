import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';

export const hasBibtex = spawnSync('bibtex', ['--version']).status === 0;

/** What the real program makes of a file, all of it cited. Fails on its least complaint. */
export function runBibtexOn(bib: string, style = 'plain'): string {
  const folder = mkdtempSync(join(tmpdir(), 'dogear-bibtex-'));
  try {
    writeFileSync(join(folder, 'a.bib'), bib);
    writeFileSync(join(folder, 'a.aux'), `\\citation{*}\n\\bibdata{a}\n\\bibstyle{${style}}\n`);
    const log = execFileSync('bibtex', ['a'], { cwd: folder, encoding: 'utf8' });
    expect(log.split('\n').filter((line) => /warning|error|skip/i.test(line))).toEqual([]);
    return readFileSync(join(folder, 'a.bbl'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
