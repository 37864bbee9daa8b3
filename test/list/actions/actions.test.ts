import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { remove } from '../../../src/library/bin';
import { allEntries } from '../../../src/library/entries';
import { marksOf, patchMarks, writeMarks } from '../../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../../src/library/open';
import type { Library } from '../../../src/library/schema';
import { retag } from '../../../src/library/tags';
import { type Actions, makeActions } from '../../../src/list/actions/actions';
import { makeEntries } from '../../../src/list/state/entries';
import { makeSelection } from '../../../src/list/state/selection';
import type { ListStore } from '../../../src/list/state/store';
import type { PaperId } from '../../../src/paper/ids';
import type { IdChange, MarkChange, MarkPatch } from '../../../src/paper/mark';
import { RequestError } from '../../../src/protocol/requests';
import { makeChange, numbered } from '../../library/samples';

const NAME = 'actions-test';

const background = vi.hoisted(() => ({
  answers: {} as Record<string, (...args: never[]) => Promise<unknown>>,
}));
vi.mock('../../../src/protocol/rpc', () => ({
  call: (request: string, ...args: never[]) => background.answers[request]?.(...args),
}));
vi.mock('../../../src/ext', () => ({
  default: { i18n: { getMessage: (name: string) => name, getUILanguage: () => 'en' } },
}));

let db: Library;
let actions: Actions;
beforeEach(async () => {
  db = await openLibrary({ name: NAME });
  background.answers = {
    markIds: async (ids: readonly PaperId[], patch: MarkPatch) =>
      (
        await patchMarks(
          db,
          ids.map((id) => ({ id, patch })),
        )
      ).map(({ mark }) => mark),
    markEach: (changes: readonly IdChange[]) => patchMarks(db, changes),
    markAll: (changes: readonly MarkChange[]) => writeMarks(db, changes),
    renameTag: async (from: string, to: string) =>
      (await retag(db, from, to)).map(({ mark }) => mark.id),
  };
  const connect = () => Promise.resolve(db);
  const store = { connect, entries: makeEntries(connect, 'page') };
  actions = makeActions(store as unknown as ListStore, makeSelection());
});
afterEach(async () => {
  db.close();
  await deleteLibrary(NAME);
});

describe('Undo', () => {
  it('makes no paper of one that was removed in another page since', async () => {
    await writeMarks(
      db,
      [1, 2, 3].map((n) => makeChange(n, { starred: n })),
    );
    await actions.toggle([numbered(1), numbered(2), numbered(3)], 'starred');
    await remove(db, [numbered(1)]);
    await actions.steps.undo();
    expect(await allEntries(db)).toMatchObject([
      { paper: { id: numbered(2), title: `Title of ${numbered(2)}` }, mark: { starredAt: 2 } },
      { paper: { id: numbered(3) }, mark: { starredAt: 3 } },
    ]);
  });

  it('of a tag’s new name says so where it fails, and can be tried again', async () => {
    await writeMarks(db, [makeChange(1, { tags: { old: true } })]);
    await actions.renameTag('old', 'new');
    const { markIds } = background.answers;
    background.answers.markIds = async () => {
      throw new RequestError('quota', 'The disk is full.');
    };
    await actions.steps.undo();
    expect(actions.steps.notice.peek()).toMatchObject({ isFailure: true });
    background.answers.markIds = markIds as never;
    await actions.steps.undo();
    expect(await marksOf(db, [numbered(1)])).toMatchObject([{ tags: ['old'] }]);
  });
});
