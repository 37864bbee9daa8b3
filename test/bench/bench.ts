/**
 * `npm run bench`, or `npm run bench -- ROW …`: measures the built extension in a real Chromium, each
 * figure beside its bare baseline from the same run, and prints how it stands to the bar. The figures
 * also go to `out/bench.json`. They decide nothing: a bench that ran is a success.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startWeb } from '../browser/harness/web';
import { click } from './click';
import { exportRow } from './export';
import { type Figure, isMet, type Row, ratioOf, tableOf } from './figures';
import { firstControls } from './first-controls';
import { importRow } from './import';
import { librarySize } from './library-size';
import { listMemory, listScroll } from './list';
import { mainThread } from './main-thread';
import { memory } from './memory';
import { noFlash } from './no-flash';
import { listOpen, popupOpen } from './open';
import { readingOpen } from './reading-open';
import { backup, bulkTag, noteSaved } from './requests';
import { scriptSize } from './script-size';
import { searchKeystroke } from './search-keystroke';

const ROWS: readonly Row[] = [
  mainThread,
  firstControls,
  librarySize,
  noFlash,
  click,
  memory,
  readingOpen,
  scriptSize,
  bulkTag,
  noteSaved,
  searchKeystroke,
  popupOpen,
  listOpen,
  listScroll,
  listMemory,
  backup,
  importRow,
  exportRow,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '7' } },
});
const unknown = positionals.filter((name) => !ROWS.some((row) => row.name === name));
if (unknown.length > 0) {
  throw new Error(
    `There is no row ${unknown.join(', ')}: ${ROWS.map(({ name }) => name).join(', ')}`,
  );
}
const rows = ROWS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

const folder = mkdtempSync(join(tmpdir(), 'dogear-bench-'));
const web = await startWeb();
const results: { row: Row; figures: Figure[] }[] = [];
try {
  for (const row of rows) {
    console.log(`${row.name} …`);
    results.push({ row, figures: await row.run({ web, folder, rounds: Number(values.rounds) }) });
  }
} finally {
  await web.close();
  rmSync(folder, { recursive: true, force: true });
}

console.log(`\n${tableOf(results)}\n`);
const out = resolve(import.meta.dirname, '../../out');
mkdirSync(out, { recursive: true });
const report = results.flatMap(({ row, figures }) =>
  figures.map((figure) => ({
    row: row.name,
    ...figure,
    ratio: ratioOf(figure),
    isMet: isMet(figure),
  })),
);
writeFileSync(join(out, 'bench.json'), `${JSON.stringify(report, null, 2)}\n`);
