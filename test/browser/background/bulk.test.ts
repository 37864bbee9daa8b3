/** Requests of the pages, through real messages and on a real IndexedDB. */
import { describe, expect, it } from 'vitest';
import { killBackground } from '../harness/background';
import { readStore } from '../harness/library';
import { ask } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { bring, fillNumbered, numbered, numberedEntry, published, range } from './page';

describe.each(KINDS)('many papers at once in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('imports a thousand at once, in which a broken one costs itself alone, and undoes it', async () => {
    await ask(testbed.extensionPage, 'mark', numberedEntry(0).paper, {
      starred: 5,
      note: { text: 'mine', was: '' },
    });
    const entries: unknown[] = range(0, 999).map((n) =>
      numberedEntry(n, { starredAt: 9, note: 'theirs' }),
    );
    const broken = { ...numberedEntry(2_000), mark: { starredAt: 'yes' } };
    const answer = await bring(testbed, 'first', [...entries, broken]);
    expect(answer).toMatchObject({ changed: [0], same: [], refused: [{ at: 999 }] });
    expect(answer.added).toHaveLength(998);
    expect(await published(testbed)).toHaveLength(999);
    expect((await bring(testbed, 'second', entries)).same).toHaveLength(999);
    expect(await ask(testbed.extensionPage, 'marksOf', [numbered(0)])).toMatchObject([
      { starredAt: 5, note: 'mine\n\ntheirs' },
    ]);
    await expect(bring(testbed, 'x', [...entries, ...entries])).rejects.toThrow('1000 items');

    expect(await ask(testbed.extensionPage, 'undoImport', 'second')).toBe(0);
    expect(await ask(testbed.extensionPage, 'undoImport', 'first')).toBe(0);
    expect(await readStore<object>(testbed.extensionPage, 'marks')).toMatchObject([
      { id: numbered(0), note: 'mine' },
    ]);
  });

  it('marks a thousand at once, and publishes them in one', async () => {
    await fillNumbered(testbed, 1_000);
    const ids = range(0, 1_000).map(numbered);
    const marks = await ask(testbed.extensionPage, 'markIds', ids, {
      tags: { bulk: true },
      read: 7,
    });
    expect(new Set(marks.map(({ seq }) => seq)).size).toBe(1_000);
    expect(marks.every(({ tags, readAt }) => tags?.includes('bulk') && readAt === 7)).toBe(true);
    const changes = await published(testbed);
    expect(changes.map(({ mark }) => mark.id)).toEqual(ids);
    // Its answer was lost with the worker: the same again writes nothing, and says it again.
    await killBackground(testbed.session);
    expect(
      await ask(testbed.extensionPage, 'markIds', ids, { tags: { bulk: true }, read: 7 }),
    ).toEqual(marks);
    await ask(testbed.extensionPage, 'markEach', [{ id: numbered(3), patch: { read: false } }]);
    expect((await ask(testbed.extensionPage, 'marksOf', [numbered(3)]))[0]).not.toHaveProperty(
      'readAt',
    );

    await ask(testbed.extensionPage, 'colourTag', 'bulk', 'teal');
    expect(await ask(testbed.extensionPage, 'renameTag', 'bulk', 'many')).toHaveLength(1_000);
    expect(await ask(testbed.extensionPage, 'tags')).toEqual(['many']);
    expect(await readStore(testbed.extensionPage, 'tags')).toEqual([
      { name: 'many', colour: 'teal' },
    ]);
    expect(await ask(testbed.extensionPage, 'deleteTag', 'many')).toHaveLength(1_000);
    expect(await ask(testbed.extensionPage, 'tags')).toEqual([]);
  });

  it('removes to the bin, and restores what was marked anew with both notes', async () => {
    await fillNumbered(testbed, 3);
    const ids = [numbered(0), numbered(1)];
    const [before] = await ask(testbed.extensionPage, 'marksOf', [numbered(0)]);
    await ask(testbed.extensionPage, 'remove', ids);
    const changes = await published(testbed);
    expect(changes).toMatchObject(ids.map((id) => ({ mark: { id, times: {} }, ids: [id] })));
    expect((changes[0]?.mark.seq ?? 0) > (before?.seq ?? 0)).toBe(true);
    expect(await ask(testbed.extensionPage, 'marksOf', ids)).toEqual([null, null]);

    await ask(testbed.extensionPage, 'mark', numberedEntry(1).paper, {
      note: { text: 'again', was: '' },
    });
    const [first, second] = await ask(testbed.extensionPage, 'restore', ids);
    expect({ ...first, seq: 0 }).toEqual({ ...before, seq: 0 });
    expect(second).toMatchObject({ starredAt: 9, note: 'again\n\ntheirs' });
    await ask(testbed.extensionPage, 'remove', ids);
    expect(await ask(testbed.extensionPage, 'emptyBin')).toBe(2);
    expect(await ask(testbed.extensionPage, 'restore', ids)).toEqual([]);
  });
});
