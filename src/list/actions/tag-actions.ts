import { message } from '../../i18n';
import type { PaperId } from '../../paper/ids';
import type { MarkPatch } from '../../paper/mark';
import { call } from '../../protocol/rpc';
import type { ListStore } from '../state/store';
import { patchPapers } from './patch-papers';
import type { ReportProgress, UndoHistory } from './undo-history';

/** The actions on a tag itself, wherever it is used. */
export interface TagActions {
  /** Renames a tag. Where the new name is in use, the two tags become one. */
  renameTag(from: string, to: string): Promise<void>;
  deleteTag(name: string): Promise<void>;
  colourTag(name: string, colour: string | null): Promise<void>;
}

type TagStore = Pick<ListStore, 'entries' | 'connect'>;

export function makeTagActions(store: TagStore, history: UndoHistory): TagActions {
  return {
    renameTag: (from, to) =>
      history.run(message('list_tagging'), async () => {
        // Papers that have both tags lose nothing when the tags merge, nor when that is undone.
        const hadBoth = await papersTagged(store, to);
        const ids = await call('renameTag', from, to);
        const both = ids.filter((id) => hadBoth.has(id));
        const one = ids.filter((id) => !hadBoth.has(id));
        return {
          text: message('list_tag_renamed', from, to),
          async undo(report) {
            await patchOrThrow(store, one, { tags: { [from]: true, [to]: false } }, report);
            await patchOrThrow(store, both, { tags: { [from]: true } }, report);
          },
        };
      }),

    deleteTag: (name) =>
      history.run(message('list_tagging'), async () => {
        const ids = await call('deleteTag', name);
        return {
          text: message('list_tag_deleted', name),
          undo: (report) => patchOrThrow(store, ids, { tags: { [name]: true } }, report),
        };
      }),

    colourTag: (name, colour) =>
      history.run(message('list_tagging'), async () => {
        await call('colourTag', name, colour);
        return { text: '' };
      }),
  };
}

async function papersTagged({ connect }: TagStore, name: string): Promise<Set<PaperId>> {
  const db = await connect();
  return new Set(await db.getAllKeysFromIndex('marks', 'by-tag', name));
}

async function patchOrThrow(
  store: TagStore,
  ids: readonly PaperId[],
  patch: MarkPatch,
  report: ReportProgress,
): Promise<void> {
  const { failure } = await patchPapers(store, ids, patch, report);
  if (failure) throw failure;
}
