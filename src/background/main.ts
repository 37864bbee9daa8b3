import browser from '../ext';
import { bareOf, entryOf } from '../library/entries';
import { marksOf, writeMarks } from '../library/marks';
import { tagsInUse } from '../library/tags';
import { papersBefore, writeVisit } from '../library/visits';
import type { Mark, MarkChange } from '../paper/mark';
import { serve } from '../protocol/rpc';
import { siteName } from '../sites';
import sheet from '../style/overlay.css?inline';
import { cameFromDigest } from './came-from-digest';
import { withLibrary } from './connection';
import { shelf } from './data-handlers';
import { exported } from './exported';
import { planChores } from './maintenance';
import { addMenu } from './menu';
import { addOmnibox } from './omnibox';
import { tell } from './publish';
import { searchLibrary } from './search';
import {
  checkAddress,
  checkChanges,
  checkDigest,
  checkId,
  checkIds,
  checkPaper,
  checkPatch,
} from './validate';

async function write(changes: readonly MarkChange[]): Promise<Mark[]> {
  return tell(await withLibrary((db) => writeMarks(db, changes)));
}

// Synchronously, at the top level: a listener registered later misses the message that woke us.
serve({
  ...shelf,
  ...exported,

  async marksOf(ids) {
    const wanted = checkIds(ids);
    return withLibrary((db) => marksOf(db, wanted));
  },

  async mark(paper, patch) {
    const [mark] = await write([{ paper: checkPaper(paper), patch: checkPatch(patch) }]);
    return mark as Mark;
  },

  async markAll(changes) {
    return write(checkChanges(changes));
  },

  async firstSeen(id) {
    const wanted = checkId(id);
    const { seen } = (await withLibrary((db) => entryOf(db, wanted)))?.paper ?? {};
    const site = siteName(seen?.site);
    return seen && site ? { url: seen.url, site } : null;
  },

  async cameFromDigest(referrer, address) {
    return cameFromDigest(checkAddress(referrer), checkAddress(address));
  },

  async bareOf(ids) {
    const wanted = checkIds(ids);
    return withLibrary((db) => bareOf(db, wanted));
  },

  async tags() {
    return withLibrary(tagsInUse);
  },

  async lastVisit(digest) {
    const wanted = checkDigest(digest);
    return withLibrary((db) => papersBefore(db, wanted));
  },

  async visit(digest, ids) {
    const [wanted, seen] = [checkDigest(digest), checkIds(ids)];
    await withLibrary((db) => writeVisit(db, wanted, seen));
    return null;
  },

  async sheet() {
    return sheet;
  },

  async openOptions() {
    await browser.runtime.openOptionsPage();
    return null;
  },
});

addMenu(write);
addOmnibox(searchLibrary);
planChores();
