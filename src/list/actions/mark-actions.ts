import { message, plural } from '../../i18n';
import type { PaperId } from '../../paper/ids';
import { hasFlag, type MarkFlag } from '../../paper/mark';
import type { ListStore } from '../state/store';
import { CHUNK } from './chunks';
import { describeError } from './describe-error';
import { currentMarks, type PatchedPapers, patchPapers, undoPatches } from './patch-papers';
import type { ActionResult, UndoHistory } from './undo-history';

/** The actions that change the marks of papers. */
export interface MarkActions {
  /** Sets the flag, or clears it where all of the papers have it. */
  toggle(ids: readonly PaperId[], flag: MarkFlag): Promise<void>;
  /** Adds a tag to papers, or removes it from them. */
  tag(ids: readonly PaperId[], name: string, isWanted: boolean): Promise<void>;
}

type MarkStore = Pick<ListStore, 'entries' | 'connect'>;

export function makeMarkActions(store: MarkStore, history: UndoHistory): MarkActions {
  return {
    async toggle(ids, flag) {
      if (ids.length === 0) return;
      await history.run(message('list_marking'), async (report) => {
        const isWanted = !(await haveAll(store, ids, flag));
        const patched = await patchPapers(store, ids, { [flag]: isWanted }, report);
        const key = `list_did_${flag}_${isWanted ? 'on' : 'off'}`;
        return resultOf(store, patched, (papers) => plural(key, papers));
      });
    },

    tag: (ids, name, isWanted) =>
      history.run(message('list_tagging'), async (report) => {
        const patched = await patchPapers(store, ids, { tags: { [name]: isWanted } }, report);
        const key = isWanted ? 'list_tagged' : 'list_untagged';
        // On a single paper the tag is seen to come or go.
        return resultOf(store, patched, (papers) => (ids.length === 1 ? '' : plural(key, papers)));
      }),
  };
}

/** Returns whether all of the papers have the flag; of very many, whether the first ones do. */
async function haveAll(
  store: MarkStore,
  ids: readonly PaperId[],
  flag: MarkFlag,
): Promise<boolean> {
  const marks = await currentMarks(store, ids.slice(0, CHUNK));
  return marks.every((mark) => hasFlag(mark, flag));
}

function resultOf(
  store: MarkStore,
  { inverses, failure }: PatchedPapers,
  describe: (papers: number) => string,
): ActionResult | undefined {
  if (inverses.size === 0 && !failure) return undefined;
  return {
    text: describe(inverses.size),
    undo: inverses.size > 0 ? undoPatches(store, inverses) : undefined,
    failure: failure ? describeError(failure) : undefined,
  };
}
