import { entriesOf, entryOf, firstEntries } from '../../library/entries';
import { countLists } from '../../library/lists';
import type { ReadRequests } from '../../protocol/requests';
import type { Handlers } from '../../protocol/serve';
import { withLibrary } from '../connection';
import { findInList } from '../search';
import { checkId, checkIds, checkList, checkMost, checkSearch } from '../validate';

/** Handles what a popup asks for that has no library of its own to read. */
export const readHandlers: Handlers<ReadRequests> = {
  async firstEntries(list, most) {
    const [view, limit] = [checkList(list), checkMost(most)];
    return withLibrary((db) => firstEntries(db, view, limit));
  },

  async entriesOf(ids) {
    const wanted = checkIds(ids);
    const entries = await withLibrary((db) => entriesOf(db, wanted));
    return entries.map((entry) => entry ?? null);
  },

  async entryOf(id) {
    const wanted = checkId(id);
    return (await withLibrary((db) => entryOf(db, wanted))) ?? null;
  },

  async countLists() {
    return withLibrary(countLists);
  },

  async find(search, most) {
    return findInList(checkSearch(search), checkMost(most));
  },
};
