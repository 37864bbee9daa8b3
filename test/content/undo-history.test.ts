import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MarkState, Marks } from '../../src/content/marks';
import { shownMark } from '../../src/content/marks';
import { effect, signal } from '../../src/content/signal';
import { createUndoHistory, type StepKeeper } from '../../src/content/undo-history';
import type { PaperId } from '../../src/paper/ids';
import {
  applyPatch,
  emptyMark,
  inverseOf,
  type MarkChange,
  type MarkPatch,
} from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';
import { RequestError } from '../../src/protocol/requests';

// Outside an extension the polyfill refuses to be loaded; nothing here asks the browser.
vi.mock('../../src/ext', () => ({ default: {} }));

afterEach(() => vi.restoreAllMocks());

const STAMP = (n: number) => `${n}` as never;

/** A library in memory, with the rules of the real one, that can be told to refuse. */
function makeMarks() {
  const states = new Map<PaperId, MarkState>();
  const of = (id: PaperId): MarkState => states.get(id) ?? { mark: null, pending: [] };
  let now = 0;
  const library = {
    failure: undefined as RequestError | undefined,
    of,
    async change(changes: readonly MarkChange[]) {
      now++;
      if (library.failure) return library.failure;
      for (const { paper, patch } of changes) {
        const { mark } = of(paper.id);
        const next = applyPatch(mark ?? emptyMark(paper.id), patch, now, STAMP(now));
        states.set(paper.id, { mark: next, pending: [] });
      }
      return undefined;
    },
  };
  return library satisfies Pick<Marks, 'of' | 'change'>;
}

const paper = (n: number): Paper => ({
  id: `arxiv:2401.${String(n).padStart(5, '0')}` as PaperId,
  title: `Paper ${n}`,
  authors: [],
  links: { page: 'https://arxiv.org/' },
});
const change = (n: number, patch: MarkPatch): MarkChange => ({ paper: paper(n), patch });

/** What can be seen of a mark. */
function factsOf(marks: ReturnType<typeof makeMarks>, n: number) {
  const { starredAt, readAt, dismissedAt, note, tags } = marks.of(paper(n).id).mark ?? {};
  return { starredAt, readAt, dismissedAt, note, tags: [...(tags ?? [])].sort() };
}

describe('undoing', () => {
  const patches: [string, MarkPatch][] = [
    ['a dismissal', { dismissed: true }],
    ['the loss of a star', { starred: false }],
    ['two marks at once', { read: false, dismissed: true }],
    ['a note', { note: { text: 'after', was: 'before' } }],
    ['the end of a note', { note: { text: '', was: 'before' } }],
    ['tags, new ones and old', { tags: { kept: true, fresh: true, gone: false } }],
  ];
  it.each(patches)('%s leaves the mark as it was', async (_, patch) => {
    const marks = makeMarks();
    await marks.change([
      change(1, {
        ...{ starred: 3, read: 5, note: { text: 'before', was: '' } },
        tags: { kept: true, gone: true },
      }),
    ]);
    const before = factsOf(marks, 1);
    const history = createUndoHistory(marks);
    await history.perform([change(1, patch)]);
    expect(factsOf(marks, 1)).not.toEqual(before);
    expect(await history.undo()).toMatchObject({ papers: 1, failure: undefined });
    expect(factsOf(marks, 1)).toEqual(before);
    expect(history.count.value).toBe(0);
  });

  it('a bulk is one step of the papers that it changes, and leaves what was so before', async () => {
    const marks = makeMarks();
    const history = createUndoHistory(marks);
    await history.perform([change(2, { read: true })]);
    await history.perform([1, 2, 3].map((n) => change(n, { read: true })));
    expect(await history.undo()).toMatchObject({ papers: 2 });
    expect([1, 2, 3].map((n) => factsOf(marks, n).readAt)).toEqual([undefined, 1, undefined]);
    expect(await history.undo()).toMatchObject({ papers: 1 });
    expect(await history.undo()).toMatchObject({ papers: 0 });
  });

  it('goes back 50 steps and more, and forgets only the oldest', async () => {
    const marks = makeMarks();
    const history = createUndoHistory(marks);
    for (let n = 1; n <= 130; n++) await history.perform([change(n, { starred: true })]);
    const kept = history.count.value;
    expect(kept).toBeGreaterThanOrEqual(50);
    for (let n = 0; n < kept; n++) expect(await history.undo()).toMatchObject({ papers: 1 });
    expect(await history.undo()).toMatchObject({ papers: 0 });
    expect(factsOf(marks, 130 - kept).starredAt).toBeDefined();
    expect(factsOf(marks, 131 - kept).starredAt).toBeUndefined();
  });

  it('and doing is heard of once, with the marks that it changes', async () => {
    const version = signal(0);
    const history = createUndoHistory({
      of: () => ({ mark: null, pending: [] }),
      async change() {
        version.value++;
        return undefined;
      },
    });
    let runs = 0;
    effect(() => {
      void [version.value, history.count.value];
      runs++;
    });
    await history.perform([change(1, { starred: true })]);
    expect(runs).toBe(2);
    await history.undo();
    expect(runs).toBe(3);
  });

  it('knows what was clicked and is not answered yet', () => {
    const state: MarkState = {
      mark: { ...emptyMark(paper(1).id), readAt: 7 },
      pending: [{ starred: true }, { read: false }],
    };
    vi.spyOn(Date, 'now').mockReturnValue(9);
    expect(inverseOf(shownMark(state), { starred: false, read: true })).toEqual({
      starred: 9,
      read: false,
    });
  });

  it('of a step that was not saved is no step, and one that fails stays to be tried again', async () => {
    const marks = makeMarks();
    const history = createUndoHistory(marks);
    await history.perform([change(1, { starred: true })]);
    marks.failure = new RequestError('quota', 'Full.');
    expect(await history.perform([change(2, { starred: true })])).toBe(marks.failure);
    expect(history.count.value).toBe(1);
    expect(await history.undo()).toMatchObject({ papers: 1, failure: marks.failure });
    expect(history.count.value).toBe(1);
    marks.failure = undefined;
    expect(await history.undo()).toMatchObject({ papers: 1, failure: undefined });
    expect(factsOf(marks, 1).starredAt).toBeUndefined();
  });

  it('records no step for a patch that changes nothing', async () => {
    const marks = makeMarks();
    const history = createUndoHistory(marks);
    await marks.change([change(1, { starred: 5 })]);
    await history.perform([change(1, { starred: true })]);
    expect(history.count.value).toBe(0);
    expect(factsOf(marks, 1).starredAt).toBe(5);
  });

  it('tells who keeps the steps of each, of those that are no more, and lets it take back others', async () => {
    const marks = makeMarks();
    const history = createUndoHistory(marks);
    const [earlier, said] = [{ id: 'a', length: 7 }, [] as unknown[]];
    await history.perform([change(1, { starred: true })]);
    const keeper: StepKeeper = {
      keep: (step) => void said.push(['keep', step.length]),
      undo(step) {
        said.push(['undo', step.length]);
        return step === earlier ? Promise.resolve(marks.failure) : undefined;
      },
      take: () => Promise.resolve(undefined),
    };
    history.update(keeper, (steps) => [earlier, ...steps]);
    expect(history.count.value).toBe(2);
    await history.perform([change(2, { read: true }), change(3, { read: true })]);
    expect(await history.undo()).toMatchObject({ papers: 2 });
    expect(await history.undo()).toMatchObject({ papers: 1 });
    expect(factsOf(marks, 1).starredAt).toBeUndefined();
    marks.failure = new RequestError('quota', 'Full.');
    expect(await history.undo()).toMatchObject({ papers: 7, failure: marks.failure });
    expect(history.count.value).toBe(1);
    await history.perform([change(4, { starred: true })]);
    marks.failure = undefined;
    expect(await history.undo()).toMatchObject({ papers: 7, failure: undefined });
    expect(await history.undo()).toMatchObject({ papers: 0 });
    expect(said).toEqual([
      ...[
        ['keep', 2],
        ['undo', 2],
        ['undo', 1],
      ],
      ...[
        ['undo', 7],
        ['keep', 7],
        ['keep', 1],
        ['undo', 1],
        ['undo', 7],
      ],
    ]);
  });

  it('does nothing for a step of nothing', async () => {
    const history = createUndoHistory(makeMarks());
    expect(await history.perform([])).toBeUndefined();
    expect(history.count.value).toBe(0);
  });
});
