import { entriesOf } from '../../library/entries';
import { marksOf } from '../../library/marks';
import type { IdChange, MarkChange } from '../../paper/mark';
import type { TabHandlers } from '../../protocol/serve';
import { withLibrary } from '../connection';
import { dropStep, inverseOfStep, keepStep, keptSteps } from '../kept-steps';
import { writeAndPublish } from '../publish';
import { checkInverse, checkStepId } from '../validate';

/** Handles what the overlay asks for on behalf of its tab: the steps of Undo that outlast a page. */
export const tabHandlers: TabHandlers = {
  async keepStep(tab, id, inverse) {
    await keepStep(tab, checkStepId(id), checkInverse(inverse));
    return null;
  },

  async dropStep(tab, id) {
    await dropStep(tab, checkStepId(id));
    return null;
  },

  async keptSteps(tab) {
    return keptSteps(tab);
  },

  async undoStep(tab, id) {
    const wanted = checkStepId(id);
    const changes = await withPapers(await inverseOfStep(tab, wanted));
    if (changes.length > 0) await writeAndPublish(changes);
    // Now, and not before: a step that could not be taken back can be tried again.
    await dropStep(tab, wanted);
    return null;
  },
};

/** Adds what the library knows of the papers. Those that are not in it any more are left alone. */
function withPapers(changes: readonly IdChange[]): Promise<MarkChange[]> {
  return withLibrary(async (db) => {
    const marks = await marksOf(
      db,
      changes.map(({ id }) => id),
    );
    const known = changes.flatMap(({ patch }, i) => {
      const id = marks[i]?.id;
      return id ? [{ id, patch }] : [];
    });
    const entries = await entriesOf(
      db,
      known.map(({ id }) => id),
    );
    return known.flatMap(({ patch }, i) => {
      const paper = entries[i]?.paper;
      return paper ? [{ paper, patch }] : [];
    });
  });
}
