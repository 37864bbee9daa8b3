/** Writes into the README what it says about the sites: `npm run format`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SITES } from '../src/sites';

export const README = resolve(import.meta.dirname, '../README.md');

const TABLE = /(?<=<!-- sites: .*? -->\n\n).*?(?=\n\n<!-- \/sites -->)/s;

/** Returns the README with the table of sites made anew between its two markers. */
export function withSitesTable(readme: string): string {
  if (!TABLE.test(readme)) throw new Error('README.md has lost the markers of its table of sites.');
  return readme.replace(TABLE, makeTable);
}

function makeTable(): string {
  const rows = SITES.map(({ name, matches }) => [
    name,
    matches.map((pattern) => `\`${pattern}\``).join(', '),
    [...new Set(matches.map((pattern) => pattern.split('/')[2]))].join(', '),
  ]);
  const table = [['site', 'Dogear reads', 'browsers ask for'], ...rows];
  const widths = [0, 1, 2].map((i) => Math.max(...table.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[], fill: string): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0, fill)).join(' | ')} |`;
  const [head = [], ...body] = table;
  return [line(head, ' '), line(['', '', ''], '-'), ...body.map((row) => line(row, ' '))].join(
    '\n',
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(README, withSitesTable(readFileSync(README, 'utf8')));
}
