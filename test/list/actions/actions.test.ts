import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { remove } from '../../../src/library/bin';
import { marksOf, writeMarks } from '../../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../../src/library/open';
import type { Library } from '../../../src/library/schema';
import { type Actions, makeActions } from '../../../src/list/actions/actions';
import { makeEntries } from '../../../src/list/state/entries';
import { type Feedback, makeFeedback } from '../../../src/list/state/feedback';
import { makeSelection } from '../../../src/list/state/selection';
import type { ListStore } from '../../../src/list/state/store';
import { RequestError } from '../../../src/protocol/requests';
import { allEntries, makeChange, numbered } from '../../library/samples';
import { type Answers, answersOver } from '../background';

const NAME = 'actions-test';

const background = vi.hoisted(() => ({
  answers: {} as Answers,
}));
vi.mock('../../../src/protocol/rpc', () => ({
  call: (request: string, ...args: never[]) => background.answers[request]?.(...args),
}));
vi.mock('../../../src/ext', () => ({
  default: { i18n: { getMessage: (name: string) => name, getUILanguage: () => 'en' } },
}));

let db: Library;
let actions: Actions;
let feedback: Feedback;
beforeEach(async () => {
  db = await openLibrary({ name: NAME });
  background.answers = answersOver(db);
  const connect = () => Promise.resolve(db);
  const store = { connect, entries: makeEntries(connect, 'page') };
  feedback = makeFeedback();
  actions = makeActions(store as unknown as ListStore, makeSelection(), feedback);
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
    await actions.undo();
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
    await actions.undo();
    expect(feedback.notice.peek()).toMatchObject({ isFailure: true });
    background.answers.markIds = markIds as never;
    await actions.undo();
    expect(await marksOf(db, [numbered(1)])).toMatchObject([{ tags: ['old'] }]);
  });

  it('puts a merged tag back on the papers that had it, and leaves the other where it was', async () => {
    await writeMarks(db, [
      makeChange(1, { tags: { old: true } }),
      makeChange(2, { tags: { old: true, new: true } }),
    ]);
    await actions.renameTag('old', 'new');
    await actions.undo();
    const [one, both] = await marksOf(db, [numbered(1), numbered(2)]);
    expect(one?.tags).toEqual(['old']);
    expect([...(both?.tags ?? [])].sort()).toEqual(['new', 'old']);
  });

  it('puts a deleted tag back', async () => {
    await writeMarks(db, [makeChange(1, { tags: { old: true } })]);
    await actions.deleteTag('old');
    expect(await marksOf(db, [numbered(1)])).not.toMatchObject([{ tags: ['old'] }]);
    await actions.undo();
    expect(await marksOf(db, [numbered(1)])).toMatchObject([{ tags: ['old'] }]);
  });
});

describe('toggling a flag', () => {
  it('sets it on all, unless all have it', async () => {
    await writeMarks(db, [makeChange(1, { starred: 5 }), makeChange(2, { read: true })]);
    const ids = [numbered(1), numbered(2)];
    await actions.toggle(ids, 'starred');
    const isStarred = async () => (await marksOf(db, ids)).map((mark) => mark?.starredAt);
    expect(await isStarred()).toEqual([5, expect.any(Number)]);
    expect(feedback.notice.peek()?.text).toBe('list_did_starred_on_one');
    await actions.toggle(ids, 'starred');
    expect(await isStarred()).toEqual([undefined, undefined]);
    await actions.undo();
    await actions.undo();
    expect(await isStarred()).toEqual([5, undefined]);
  });

  it('ends the stars of what is not for the user, which one Undo brings back', async () => {
    await writeMarks(db, [makeChange(1, { starred: 5 }), makeChange(2, { dismissed: 6 })]);
    const ids = [numbered(1), numbered(2)];
    const flags = async () =>
      (await marksOf(db, ids)).map((mark) => [mark?.starredAt, mark?.dismissedAt]);
    const before = await flags();
    await actions.toggle(ids, 'dismissed');
    expect(await flags()).toEqual([
      [undefined, expect.any(Number)],
      [undefined, 6],
    ]);
    await actions.undo();
    expect(await flags()).toEqual(before);
    await actions.toggle(ids, 'starred');
    expect(await flags()).toEqual([
      [5, undefined],
      [expect.any(Number), undefined],
    ]);
    await actions.undo();
    expect(await flags()).toEqual(before);
  });

  it('marks starred papers read by the user’s own word', async () => {
    const opened = { read: 7, readBy: 'opened' } as const;
    await writeMarks(db, [makeChange(1, { starred: 5, ...opened }), makeChange(2, opened)]);
    const ids = [numbered(1), numbered(2)];
    await actions.toggle(ids, 'read');
    for (const mark of await marksOf(db, ids)) {
      expect(mark?.readAt).toBeDefined();
      expect(mark).not.toHaveProperty('readBy');
    }
    await actions.undo();
    expect(await marksOf(db, ids)).toMatchObject([
      { starredAt: 5, heldAt: 7, readBy: 'opened' },
      { readAt: 7, readBy: 'opened' },
    ]);
  });

  it('says nothing of a tag on one paper, which is seen, and can still undo it', async () => {
    await writeMarks(db, [makeChange(1, { starred: true })]);
    await actions.tag([numbered(1)], 'later', true);
    expect(feedback.notice.peek()).toBeUndefined();
    await actions.undo();
    expect((await marksOf(db, [numbered(1)]))[0]?.tags).toBeUndefined();
  });
});
