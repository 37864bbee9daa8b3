import { putBackExported, rememberKeys, rememberSent } from '../library/exported';
import { take } from '../protocol/hand-over';
import type { Handlers } from '../protocol/rpc';
import { withLibrary } from './connection';
import { checkExported, checkHow, checkKeys, checkPattern, checkSomeIds } from './validate';

/** What is to be remembered of papers that left. */
export const exported: Pick<Handlers, 'rememberKeys' | 'rememberSent' | 'putBackExported'> = {
  async rememberKeys(keys, pattern) {
    const [given, by] = [checkKeys(keys), checkPattern(pattern)];
    await withLibrary((db) => rememberKeys(db, given, by));
    return null;
  },

  async rememberSent(ids) {
    const wanted = checkSomeIds(ids);
    await withLibrary((db) => rememberSent(db, wanted));
    return null;
  },

  async putBackExported(address, how) {
    const [taken, way] = [checkExported(await take(address)), checkHow(how)];
    await withLibrary((db) => putBackExported(db, taken, way));
    return null;
  },
};
