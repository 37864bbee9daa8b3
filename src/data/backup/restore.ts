import type { OpenBackup } from '../../library/backup/open-backup';
import type { Library } from '../../library/schema';
import type { PaperId } from '../../paper/ids';
import { withJsonUrl } from '../../protocol/json-url';
import { call } from '../../protocol/rpc';
import { inBatches, MOST_TOGETHER } from '../batches';
import { importIdOf } from '../import/import-id';
import { damageText } from './damage-text';
import { type BackupSource, openSource, type RestorePlan, readInSlices } from './restore-plan';

/** Called with the number of papers that are written. */
export type OnWritten = (papers: number) => void;

/**
 * Adds what the backup has and the library lacks. This is an import, and can be undone like one.
 *
 * @returns the titles of the papers that could not be taken
 * @throws if damage is found that the plan did not report; whatever is intact has been taken
 */
export async function mergeBackup(
  db: Library,
  { source, damage }: RestorePlan,
  name: string,
  onWritten: OnWritten,
): Promise<readonly string[]> {
  const refused: string[] = [];
  const onInvalid = (title: string): unknown => refused.push(title);
  const opened = await openSource(db, source);
  const id = importIdOf({ at: Date.now(), file: name });
  let written = 0;
  for await (const entries of readInSlices(opened.entries(), MOST_TOGETHER, undefined, onInvalid)) {
    for (const batch of inBatches(entries)) {
      const answer = await withJsonUrl(batch, (address) => call('importEntries', id, address));
      for (const { at } of answer.refused) refused.push(batch[at]?.paper.title ?? '');
      written += batch.length;
      onWritten(written);
    }
  }
  const known = new Set((await db.getAll('tags')).map((tag) => tag.name));
  for (const { name: tag, colour } of opened.tags) {
    if (colour && !known.has(tag)) await call('colourTag', tag, colour);
  }
  await putBackExported(opened, 'merge');
  if (damage.length === 0) refuseDamaged(opened);
  return refused;
}

/**
 * Makes the library exactly what it was, after backing it up. If the page is closed part-way, the user
 * can begin again from the same backup.
 *
 * @returns the titles of the papers that could not be put back
 * @throws with nothing changed, if the whole backup can no longer be read
 */
export async function restoreExactly(
  db: Library,
  { source, exactly }: RestorePlan,
  onWritten: OnWritten,
): Promise<readonly string[]> {
  const refused: string[] = [];
  const onInvalid = (title: string): unknown => refused.push(title);
  const at = await call('backUp', ...(typeof source === 'number' ? [source] : []));
  const before = await db.get('backups', at);
  if (!before) throw new Error(String(at));
  await readWhole(db, source);
  const opened = await openSource(db, source);
  // Removed first: what is put back may have an id that another record has until then.
  await removeAll(exactly.gone);
  let written = 0;
  for await (const entries of readInSlices(opened.entries(), MOST_TOGETHER, undefined, onInvalid)) {
    for (const batch of inBatches(entries)) {
      const answer = await withJsonUrl(batch, (address) => call('putBack', address, before.seq));
      for (const { at } of answer.refused) refused.push(batch[at]?.paper.title ?? '');
      written += batch.length;
      onWritten(written);
    }
  }
  refuseDamaged(opened);
  await putBackExported(opened, 'exactly');
  const then = new Map(opened.tags.map(({ name, colour }) => [name, colour]));
  for (const { name } of await db.getAll('tags')) {
    if (!then.has(name)) await call('colourTag', name, null);
  }
  for (const [name, colour] of then) await call('colourTag', name, colour ?? null);
  return refused;
}

/** Most records in one request. For each request the background goes through all that it has. */
const MANY = 10_000;

async function putBackExported(
  { exported = [] }: OpenBackup,
  how: 'merge' | 'exactly',
): Promise<void> {
  for (let at = 0; at < exported.length; at += MANY) {
    const some = exported.slice(at, at + MANY);
    await withJsonUrl(some, (address) => call('putBackExported', address, how));
  }
}

/** Reads the whole backup: since the plan was made, chunks may be gone, or the file may have changed. */
async function readWhole(db: Library, source: BackupSource): Promise<void> {
  const opened = await openSource(db, source);
  const read = opened.entries()[Symbol.asyncIterator]();
  while (!(await read.next()).done);
  refuseDamaged(opened);
}

function refuseDamaged({ damage }: OpenBackup): void {
  if (damage.length > 0) throw new Error(damage.map(damageText).join(' '));
}

async function removeAll(ids: readonly PaperId[]): Promise<void> {
  for (let at = 0; at < ids.length; at += MOST_TOGETHER)
    await call('remove', ids.slice(at, at + MOST_TOGETHER));
}
