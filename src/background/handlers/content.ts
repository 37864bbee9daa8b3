import browser from '../../ext';
import { bareOf, entryOf } from '../../library/entries';
import { marksOf } from '../../library/marks';
import { tagsInUse } from '../../library/tags';
import { papersBefore, writeVisit } from '../../library/visits';
import type { ContentRequests } from '../../protocol/requests';
import type { Handlers } from '../../protocol/serve';
import { siteName } from '../../sites';
import sheet from '../../style/overlay.css?inline';
import { cameFromDigest } from '../came-from-digest';
import { withLibrary } from '../connection';
import { digestOf } from '../digest-address';
import { keepPlace, placeOf } from '../places';
import { writeAndPublish } from '../publish';
import {
  checkAddress,
  checkChanges,
  checkDelivery,
  checkHistoryEntry,
  checkId,
  checkIds,
  checkPlace,
} from '../validate';

/** Handles what the overlay asks for. */
export const contentHandlers: Handlers<ContentRequests> = {
  async marksOf(ids) {
    const wanted = checkIds(ids);
    return withLibrary((db) => marksOf(db, wanted));
  },

  async markAll(changes, delivery) {
    return writeAndPublish(checkChanges(changes), checkDelivery(delivery));
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

  async lastVisit(address) {
    const wanted = digestOf(checkAddress(address));
    return withLibrary((db) => papersBefore(db, wanted));
  },

  async visit(address, ids) {
    const [wanted, seen] = [digestOf(checkAddress(address)), checkIds(ids)];
    await withLibrary((db) => writeVisit(db, wanted, seen));
    return null;
  },

  async keepPlace(entry, place) {
    await keepPlace(checkHistoryEntry(entry), checkPlace(place));
    return null;
  },

  async placeOf(entry) {
    return placeOf(checkHistoryEntry(entry));
  },

  async sheet() {
    return sheet;
  },

  async openOptions() {
    await browser.runtime.openOptionsPage();
    return null;
  },
};
