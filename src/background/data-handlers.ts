import { writeFileState } from '../library/backup/file';
import { putBack } from '../library/backup/restore';
import { emptyBin, purgeBin, remove, restore } from '../library/bin';
import { importEntries } from '../library/import/import-entries';
import { undoImport } from '../library/import/undo-import';
import { patchMarks } from '../library/marks';
import { colourTag, forgetTag, retag } from '../library/tags';
import type { PaperId } from '../paper/ids';
import { take } from '../protocol/hand-over';
import type { Handlers } from '../protocol/rpc';
import { withLibrary } from './connection';
import { backUpNow } from './maintenance';
import { tell } from './publish';
import {
  checkColour,
  checkEntries,
  checkFlag,
  checkIdChanges,
  checkImportId,
  checkPatch,
  checkSeq,
  checkSomeIds,
  checkSource,
  checkTag,
} from './validate';

/** What the list page asks for: many papers at once, the bin, and tags. */
export const shelf: Pick<
  Handlers,
  | 'markIds'
  | 'markEach'
  | 'remove'
  | 'restore'
  | 'emptyBin'
  | 'renameTag'
  | 'deleteTag'
  | 'colourTag'
  | 'importEntries'
  | 'undoImport'
  | 'backUp'
  | 'putBack'
  | 'fileWritten'
  | 'remindToBackUp'
> = {
  async markIds(ids, patch) {
    const [wanted, checked] = [checkSomeIds(ids), checkPatch(patch)];
    const changes = wanted.map((id) => ({ id, patch: checked }));
    return tell(await withLibrary((db) => patchMarks(db, changes)));
  },

  async markEach(changes) {
    const checked = checkIdChanges(changes);
    return tell(await withLibrary((db) => patchMarks(db, checked)));
  },

  async remove(ids) {
    const wanted = checkSomeIds(ids);
    await tell(await withLibrary((db) => remove(db, wanted)));
    await withLibrary(purgeBin).catch(console.error);
    return null;
  },

  async restore(ids) {
    const wanted = checkSomeIds(ids);
    return tell(await withLibrary((db) => restore(db, wanted)));
  },

  async emptyBin() {
    return withLibrary(emptyBin);
  },

  async renameTag(from, to) {
    const [old, heir] = [checkTag(from), checkTag(to)];
    return old === heir ? [] : retagAll(old, heir);
  },

  async deleteTag(name) {
    return retagAll(checkTag(name));
  },

  async colourTag(name, colour) {
    const [tag, wanted] = [checkTag(name), checkColour(colour)];
    await withLibrary((db) => colourTag(db, tag, wanted));
    return null;
  },

  async importEntries(id, address) {
    const name = checkImportId(id);
    const { entries: taken, places, refused } = checkEntries(await take(address));
    const { written, outcomes } = await withLibrary((db) => importEntries(db, name, taken));
    await tell(written);
    const those = (outcome: string): number[] => places.filter((_, i) => outcomes[i] === outcome);
    return { added: those('added'), changed: those('changed'), same: those('same'), refused };
  },

  async undoImport(id) {
    const name = checkImportId(id);
    const { written, left } = await withLibrary((db) => undoImport(db, name));
    await tell(written);
    return left;
  },

  async backUp(source) {
    return (await backUpNow(checkSource(source))).at;
  },

  async putBack(address, seq) {
    const asOf = checkSeq(seq);
    const { entries: taken, places, refused } = checkEntries(await take(address));
    const { written, left } = await withLibrary((db) => putBack(db, taken, asOf));
    await tell(written);
    const changed = left.map((i) => ({ at: places[i] as number, reason: 'was changed meanwhile' }));
    return { refused: [...refused, ...changed] };
  },

  async fileWritten() {
    await withLibrary((db) => writeFileState(db, { writtenAt: Date.now() }));
    return null;
  },

  async remindToBackUp(isOn) {
    const isQuiet = !checkFlag(isOn);
    await withLibrary((db) => writeFileState(db, { isQuiet }));
    return null;
  },
};

async function retagAll(name: string, heir?: string): Promise<PaperId[]> {
  const ids: PaperId[] = [];
  for (;;) {
    const written = await withLibrary((db) => retag(db, name, heir));
    if (written.length === 0) break;
    await tell(written);
    ids.push(...written.map(({ mark }) => mark.id));
  }
  await withLibrary((db) => forgetTag(db, name, heir));
  return ids;
}
