import { writeFileState } from '../../library/backup/file-state';
import { emptyBin, remove, restore } from '../../library/bin';
import { rememberKeys, rememberSent } from '../../library/exported';
import { patchMarks } from '../../library/marks';
import { editPublication } from '../../library/publication';
import { colourTag, forgetTag, retag } from '../../library/tags';
import type { PaperId } from '../../paper/ids';
import type { IdChange, Mark } from '../../paper/mark';
import type { ListRequests } from '../../protocol/requests';
import type { Handlers } from '../../protocol/serve';
import { withLibrary } from '../connection';
import { publishWritten, writeAndPublish } from '../publish';
import {
  checkColour,
  checkDelivery,
  checkFlag,
  checkId,
  checkIdChanges,
  checkKeys,
  checkPaper,
  checkPatch,
  checkPattern,
  checkPublication,
  checkSomeIds,
  checkTag,
} from '../validate';

/** Handles what the popup and the list page ask for: marks, the bin, tags, and what was exported. */
export const listHandlers: Handlers<ListRequests> = {
  async mark(paper, patch, delivery) {
    const change = { paper: checkPaper(paper), patch: checkPatch(patch) };
    const [mark] = await writeAndPublish([change], checkDelivery(delivery));
    return mark as Mark;
  },

  async markIds(ids, patch, delivery) {
    const [wanted, checked] = [checkSomeIds(ids), checkPatch(patch)];
    const changes = wanted.map((id) => ({ id, patch: checked }));
    return patchAndPublish(changes, delivery);
  },

  async markEach(changes, delivery) {
    return patchAndPublish(checkIdChanges(changes), delivery);
  },

  async editPublication(id, facts) {
    const [wanted, checked] = [checkId(id), checkPublication(facts)];
    const written = await withLibrary((db) => editPublication(db, wanted, checked));
    if (written === undefined || typeof written === 'string') return written ?? null;
    const [mark] = await publishWritten([written]);
    return mark as Mark;
  },

  async remove(ids) {
    const wanted = checkSomeIds(ids);
    await publishWritten(await withLibrary((db) => remove(db, wanted)));
    return null;
  },

  async restore(ids) {
    const wanted = checkSomeIds(ids);
    return publishWritten(await withLibrary((db) => restore(db, wanted)));
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

  async rememberKeys(keys, pattern) {
    const [given, madeBy] = [checkKeys(keys), checkPattern(pattern)];
    await withLibrary((db) => rememberKeys(db, given, madeBy));
    return null;
  },

  async rememberSent(ids) {
    const wanted = checkSomeIds(ids);
    await withLibrary((db) => rememberSent(db, wanted));
    return null;
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

async function patchAndPublish(changes: readonly IdChange[], delivery: unknown): Promise<Mark[]> {
  const checked = checkDelivery(delivery);
  return publishWritten(await withLibrary((db) => patchMarks(db, changes, Date.now(), checked)));
}

/** Replaces a tag on every paper, or takes it off where there is no heir, in as many steps as it needs. */
async function retagAll(name: string, heir?: string): Promise<PaperId[]> {
  const ids: PaperId[] = [];
  for (;;) {
    const written = await withLibrary((db) => retag(db, name, heir));
    if (written.length === 0) break;
    await publishWritten(written);
    ids.push(...written.map(({ mark }) => mark.id));
  }
  await withLibrary((db) => forgetTag(db, name, heir));
  return ids;
}
