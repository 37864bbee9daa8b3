/** The background's answers to the list page's requests, over a library in this process. */
import { emptyBin, remove, restore } from '../../src/library/bin';
import { patchMarks, writeMarks } from '../../src/library/marks';
import type { Library } from '../../src/library/schema';
import { retag } from '../../src/library/tags';
import type { Written } from '../../src/library/upsert';
import type { PaperId } from '../../src/paper/ids';
import type { IdChange, MarkChange, MarkPatch } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';

export type Answers = Record<string, (...args: never[]) => Promise<unknown>>;

/** @param publish takes what was written, as every page of the extension does */
export function answersOver(
  db: Library,
  publish: (changes: readonly Written[]) => void = () => undefined,
): Answers {
  async function published(writing: Promise<readonly Written[]>): Promise<readonly Written[]> {
    const written = await writing;
    publish(written);
    return written;
  }
  const marksFrom = async (writing: Promise<readonly Written[]>) =>
    (await published(writing)).map(({ mark }) => mark);
  return {
    mark: async (paper: Paper, patch: MarkPatch) =>
      (await marksFrom(writeMarks(db, [{ paper, patch }])))[0],
    markIds: (ids: readonly PaperId[], patch: MarkPatch) =>
      marksFrom(
        patchMarks(
          db,
          ids.map((id) => ({ id, patch })),
        ),
      ),
    markEach: (changes: readonly IdChange[]) => marksFrom(patchMarks(db, changes)),
    markAll: (changes: readonly MarkChange[]) => marksFrom(writeMarks(db, changes)),
    remove: (ids: readonly PaperId[]) => published(remove(db, ids)),
    restore: (ids: readonly PaperId[]) => published(restore(db, ids)),
    emptyBin: () => emptyBin(db),
    renameTag: async (from: string, to: string) =>
      (await published(retag(db, from, to))).map(({ mark }) => mark.id),
    deleteTag: async (name: string) =>
      (await published(retag(db, name, undefined))).map(({ mark }) => mark.id),
    colourTag: async () => undefined,
  };
}
