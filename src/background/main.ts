import { marksOf, writeMark } from '../library/library';
import { publish } from '../protocol/changes';
import { serve } from '../protocol/rpc';
import { withLibrary } from './connection';
import { checkIds, checkPaper, checkPatch } from './validate';

// Synchronously, at the top level: a listener registered later misses the message that woke us.
serve({
  async marksOf(ids) {
    const wanted = checkIds(ids);
    return withLibrary((db) => marksOf(db, wanted));
  },

  async mark(paper, patch) {
    const seen = checkPaper(paper);
    const change = checkPatch(patch);
    const { mark, ids } = await withLibrary((db) => writeMark(db, seen, change));
    // Also where nothing had to be written: this may be a request that comes for the second time,
    // because the worker was stopped when the first one was committed and not yet published.
    // It is committed: that other tabs could not be told is no failure of the request.
    if (mark.seq > 0) await publish({ mark, ids }).catch(console.error);
    return mark;
  },
});
