import type { OpenBackup } from '../../library/backup/open-backup';
import type { Library } from '../../library/schema';
import type { PaperId } from '../../paper/ids';
import { withJsonUrl } from '../../protocol/json-url';
import { call } from '../../protocol/rpc';
import { inBatches, MOST_TOGETHER } from '../batches';
import { importIdOf } from '../import/import-id';
import { damageText } from './damage-text';
import { type BackupSource, openSource, type RestorePlan, readInSlices } from './restore-plan';

/** How far it has come: of how many papers so many. */
export type OnWritten = (papers: number) => void;

/**
 * Adds what the backup has and the library has not; it is an import, and can be undone like one. The
 * titles of the papers that could not be taken. Rejects, with what is whole taken, where damage is
 * found that the plan did not tell of.
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
 * Makes the library exactly what it was. Backs up before. Stopped on the way (the page is closed),
 * it is begun again from the same backup. The titles of the papers that could not be put back.
 * Rejects, with nothing changed, where the backup cannot be read whole any more.
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
  // First what is to go: what is put back can have a name that another record has until then.
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

/** So many records at once: each time the background looks through all that it has. */
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

/** Chunks can have gone, or the file can be another, since the plan was made. */
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
