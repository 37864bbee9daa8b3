import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toZoteroItem } from '../../src/formats/zotero';
import { sendToZotero } from '../../src/send/zotero';
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

describe('sendToZotero', () => {
  it('saves into what is chosen there, each message with a session of its own', async () => {
    const saved: number[] = [];
    const target = await sendToZotero(items(120), {
      base: zotero.base,
      onSaved: (n) => saved.push(n),
    });
    expect(target).toEqual({ library: 'My Library', collection: 'To read' });
    expect(saved).toEqual([50, 100, 120]);
    expect(zotero.items.map(({ title }) => title)).toEqual(items(120).map(({ title }) => title));
    expect(zotero.received.map(({ endpoint }) => endpoint)).toEqual([
      'getSelectedCollection',
      'saveItems',
      'saveItems',
      'saveItems',
    ]);
  });

  it('names the library where no collection is chosen', async () => {
    zotero.chosen = { libraryName: 'Group', editable: true, id: null, name: 'Group' };
    expect(await sendToZotero(items(1), { base: zotero.base })).toEqual({
      library: 'Group',
      collection: undefined,
    });
  });

  it('says that a library is read-only before it sends anything', async () => {
    zotero.chosen = { libraryName: 'Group', editable: false, id: null, name: 'Group' };
    await expect(sendToZotero(items(1), { base: zotero.base })).rejects.toMatchObject({
      code: 'read-only',
      message: 'Group',
      saved: 0,
    });
    expect(zotero.items).toEqual([]);
  });

  it('says how many are saved where the library becomes read-only on the way', async () => {
    zotero.savesUntilReadOnly = 1;
    await expect(sendToZotero(items(60), { base: zotero.base })).rejects.toMatchObject({
      code: 'read-only',
      saved: 50,
    });
    expect(zotero.items).toHaveLength(50);
  });

  it('says that Zotero is not running where nobody listens', async () => {
    await zotero.close();
    await expect(sendToZotero(items(1), { base: zotero.base })).rejects.toMatchObject({
      code: 'not-running',
      saved: 0,
    });
    zotero = await startZotero();
  });

  it('trusts no answer that is not Zotero’s', async () => {
    zotero.chosen = { libraryName: 5 as never, editable: true, id: 7, name: 'x' };
    await expect(sendToZotero(items(1), { base: zotero.base })).rejects.toMatchObject({
      code: 'odd-answer',
    });
    expect(zotero.items).toEqual([]);
  });
});
