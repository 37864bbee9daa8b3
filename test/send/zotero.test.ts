import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toZoteroItem } from '../../src/formats/write/zotero';
import { readTarget, saveItems } from '../../src/send/zotero';
import { makeEntry } from '../formats/entries';
import { startZotero, type ZoteroServer } from './zotero-server';

let zotero: ZoteroServer;
beforeEach(async () => {
  zotero = await startZotero();
});
afterEach(() => zotero.close());

const items = (n: number) =>
  Array.from({ length: n }, (_, i) =>
    toZoteroItem(makeEntry({ title: `Paper ${i}` }, { note: 'Good.', tags: ['nlp'] })),
  );

describe('readTarget', () => {
  it('names what is chosen', async () => {
    expect(await readTarget(zotero)).toEqual({ library: 'My Library', collection: 'To read' });
  });

  it('names the library where no collection is chosen', async () => {
    zotero.chosen = { libraryName: 'Group', editable: true, id: null, name: 'Group' };
    expect(await readTarget(zotero)).toEqual({ library: 'Group', collection: undefined });
  });

  it('says that a library is read-only', async () => {
    zotero.chosen = { libraryName: 'Group', editable: false, id: null, name: 'Group' };
    await expect(readTarget(zotero)).rejects.toMatchObject({
      code: 'read-only',
      message: 'Group',
    });
  });

  it('says that Zotero is not running where nobody listens', async () => {
    await zotero.close();
    await expect(readTarget(zotero)).rejects.toMatchObject({
      code: 'not-running',
      isAnswer: false,
    });
    zotero = await startZotero();
  });

  it('trusts no answer that is not Zotero’s', async () => {
    zotero.chosen = { libraryName: 5 as never, editable: true, id: 7, name: 'x' };
    await expect(readTarget(zotero)).rejects.toMatchObject({ code: 'odd-answer' });
  });
});

describe('saveItems', () => {
  it('saves the items, in their order', async () => {
    expect(await saveItems('a', items(50), zotero)).toBe(true);
    expect(zotero.items).toEqual(items(50));
  });

  it('says where the session was used before, and saves nothing', async () => {
    await saveItems('a', items(3), zotero);
    expect(await saveItems('a', items(3), zotero)).toBe(false);
    expect(zotero.items).toHaveLength(3);
  });

  it('says that the library has become read-only', async () => {
    zotero.savesUntilReadOnly = 0;
    await expect(saveItems('a', items(1), zotero)).rejects.toMatchObject({
      code: 'read-only',
      isAnswer: true,
    });
  });

  it('tells a connection that broke from an answer that does not come', async () => {
    zotero.loses = 'connection';
    const broken = { code: 'not-running', isAnswer: false };
    await expect(saveItems('a', items(1), zotero)).rejects.toMatchObject(broken);
    zotero.loses = 'answer';
    const late = { code: 'too-slow', isAnswer: false };
    const { base } = zotero;
    await expect(saveItems('b', items(1), { base, timeout: 50 })).rejects.toMatchObject(late);
    expect(zotero.items).toHaveLength(2);
  });
});
