import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepSteps } from '../../src/content/keep-steps';
import { createUndoHistory } from '../../src/content/undo-history';
import type { IdChange } from '../../src/paper/mark';
import { call } from '../../src/protocol/rpc';
import { fake } from './fake-browser';
import { digestOf, idAt, paperAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

/** The steps of the tab as the background keeps them. */
let kept: { id: string; changes: readonly IdChange[] }[];
let stay: AbortController;
let marks: ReturnType<typeof digestOf>['marks'];

/** A page of the tab. */
function openPage() {
  const history = createUndoHistory(marks);
  return {
    history,
    star: (n: number) => history.perform([{ paper: paperAt(n), patch: { starred: true } }]),
    keep: () => keepSteps(history, call, stay.signal),
  };
}
const drop = (id: string): null => {
  kept = kept.filter((one) => one.id !== id);
  return null;
};
const settled = () => vi.waitFor(() => expect(fake.sent('keptSteps').length).toBeGreaterThan(0));
const persisted = (type: string) => Object.assign(new Event(type), { persisted: true });
const leave = () => dispatchEvent(persisted('pagehide'));
const comeBack = () => dispatchEvent(persisted('pageshow'));

beforeEach(async () => {
  fake.reset();
  kept = [];
  fake.answer('keepStep', (id: string, changes: IdChange[]) => {
    kept = [...kept.filter((one) => one.id !== id), { id, changes }];
    return null;
  });
  fake.answer('dropStep', drop);
  fake.answer('undoStep', drop);
  fake.answer('keptSteps', () => kept.map(({ id, changes }) => ({ id, papers: changes.length })));
  stay = new AbortController();
  marks = digestOf(3, stay.signal).marks;
  await marks.load([1, 2, 3].map(idAt));
});
afterEach(() => {
  stay.abort();
  document.body.replaceChildren();
});

describe('the steps of a page', () => {
  it('are kept, also those before the later script came, until they are taken back', async () => {
    const page = openPage();
    await page.star(1);
    page.keep();
    await page.star(2);
    const unstar = (n: number) => [{ id: idAt(n), patch: { starred: false } }];
    expect(kept.map(({ changes }) => changes)).toEqual([unstar(1), unstar(2)]);
    expect(new Set(kept.map(({ id }) => id)).size).toBe(2);
    await page.history.undo();
    expect(kept.map(({ changes }) => changes)).toEqual([unstar(1)]);
  });

  it('are not kept where they were not done, and kept again where Undo fails', async () => {
    const page = openPage();
    page.keep();
    await page.star(1);
    fake.answer('markAll', () => {
      throw Object.assign(new Error('Full.'), { code: 'quota' });
    });
    await page.star(2);
    await page.history.undo();
    expect(kept.map(({ changes }) => changes[0]?.id)).toEqual([idAt(1)]);
    expect(page.history.count.value).toBe(1);
  });
});

describe('the steps of the pages before', () => {
  it('are taken back by the background, after those of the page, with the numbers of papers', async () => {
    kept = [
      { id: 'a', changes: [] },
      { id: 'b', changes: Array(7).fill({ id: idAt(3), patch: {} }) },
    ];
    const page = openPage();
    await page.star(1);
    page.keep();
    await vi.waitFor(() => expect(page.history.count.value).toBe(3));
    expect(await page.history.undo()).toMatchObject({ papers: 1 });
    expect(await page.history.undo()).toMatchObject({ papers: 7, failure: undefined });
    expect(fake.sent('undoStep')).toEqual([['b']]);
    expect(page.history.count.value).toBe(1);
    fake.answers.delete('undoStep');
    expect(await page.history.undo()).toMatchObject({ failure: { code: 'internal' } });
    expect(page.history.count.value).toBe(1);
    expect(fake.sent('keepStep')).toHaveLength(1);
  });

  it('are asked for again where Back brings a page back, which still knows its own', async () => {
    const page = openPage();
    page.keep();
    await settled();
    await page.star(1);
    await page.star(2);
    const [own] = kept;
    kept = [own as (typeof kept)[0], ...['b', 'c'].map((id) => ({ id, changes: [] }))];
    leave();
    comeBack();
    await vi.waitFor(() => expect(page.history.count.value).toBe(3));
    for (const _ of [1, 2, 3]) await page.history.undo();
    expect(fake.sent('undoStep')).toEqual([['c'], ['b']]);
    expect(fake.marks.get(idAt(1))).not.toHaveProperty('starredAt');
    expect(fake.marks.get(idAt(2))).toHaveProperty('starredAt');
    expect(kept).toEqual([]);
  });

  it('are waited for by a press that comes before the answer, which spares what is done meanwhile', async () => {
    const page = openPage();
    page.keep();
    await settled();
    await page.star(1);
    leave();
    let answer = (_: unknown): void => undefined;
    fake.answer('keptSteps', () => new Promise((resolve) => (answer = resolve)));
    // Before the page hears that it is back, too.
    const undone = page.history.undo();
    comeBack();
    await page.star(2);
    await vi.waitFor(() => expect(fake.sent('keptSteps')).toHaveLength(2));
    answer([{ id: 'a', papers: 3 }]);
    expect(await undone).toMatchObject({ papers: 3, failure: undefined });
    expect(fake.sent('undoStep')).toEqual([['a']]);
    expect(fake.marks.get(idAt(2))).toHaveProperty('starredAt');
    expect(await page.history.undo()).toMatchObject({ papers: 1 });
    expect(await page.history.undo()).toMatchObject({ papers: 0 });
  });

  it('are without one that is taken back while they are asked for', async () => {
    let answer = (_: unknown): void => undefined;
    fake.answer('keptSteps', () => new Promise((resolve) => (answer = resolve)));
    const page = openPage();
    await page.star(1);
    page.keep();
    await settled();
    const before = kept;
    expect(before).toHaveLength(1);
    await page.history.undo();
    await page.star(2);
    answer([{ id: 'a', papers: 1 }, ...before.map(({ id }) => ({ id, papers: 1 }))]);
    await vi.waitFor(() => expect(page.history.count.value).toBe(2));
    await page.history.undo();
    expect(fake.marks.get(idAt(2))).not.toHaveProperty('starredAt');
    await page.history.undo();
    expect(fake.sent('undoStep')).toEqual([['a']]);
  });

  it('leave the page its own where the background does not answer', async () => {
    fake.answers.delete('keptSteps');
    const page = openPage();
    await page.star(1);
    page.keep();
    await settled();
    leave();
    expect(page.history.count.value).toBe(0);
    comeBack();
    await vi.waitFor(() => expect(page.history.count.value).toBe(1));
    expect(await page.history.undo()).toMatchObject({ papers: 1, failure: undefined });
  });
});
