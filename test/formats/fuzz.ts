/** `npm run fuzz`, or `npm run fuzz -- COUNT FIRST`: reads damaged files, and tells the slowest. */
import { fuzz } from './mutations';

const MOST_MS = 1_000;

const [count = '100000', first = '0'] = process.argv.slice(2);
const { files, entries, problems, formats, longest, slowest } = await fuzz(
  Number(count),
  Number(first),
);
console.log(`${files} files: ${entries} entries and ${problems} problems, nothing invalid.`);
for (const [format, number] of formats) console.log(`  ${format}: ${number}`);
console.log(`The slowest, file ${slowest}, took ${longest.toFixed(0)} ms.`);
if (longest > MOST_MS) throw new Error(`That is more than ${MOST_MS} ms.`);
