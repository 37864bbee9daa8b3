import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { keysGiven, rememberKeys, rememberSent } from '../../../src/library/exported';
import { deleteLibrary, openLibrary } from '../../../src/library/open';
import type { Library } from '../../../src/library/schema';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import type { Paper } from '../../../src/paper/paper';
import { sendToZotero } from '../../../src/ui/export/send-to-zotero';
import { makeEntry } from '../../formats/entries';
import { startZotero, type ZoteroServer } from '../../send/zotero-server';

/** What the browser and the background do for the page. */
const context = vi.hoisted(() => ({
  stored: {} as Record<string, unknown>,
  /** The page is gone before the background hears that something was sent. */
  isClosed: false,
  db: undefined as unknown,
}));
vi.mock('../../../src/ext', () => ({
  default: {
    storage: {
      local: {
        get: async () => structuredClone(context.stored),
        set: async (values: object) => Object.assign(context.stored, structuredClone(values)),
      },
    },
    i18n: {
      getUILanguage: () => 'en',
      getMessage: (name: string, values: string[] = []) =>
        (messages as Record<string, { message: string }>)[name]?.message.replace(
          /\$(\d)/g,
          (_, n: string) => values[Number(n) - 1] ?? '',
        ),
    },
  },
}));
vi.mock('../../../src/protocol/rpc', () => ({
  async call(name: string, ...args: unknown[]) {
    if (name === 'rememberKeys') {
      const [keys, pattern] = args as [[PaperId, string][], string];
      await rememberKeys(context.db as Library, keys, pattern);
    }
    if (name === 'rememberSent') {
      if (context.isClosed) throw new Error('closed');
      await rememberSent(context.db as Library, args[0] as PaperId[], 5);
    }
    return null;
  },
}));

const PATTERN = '[auth][year][title-word]';

let db: Library;
let zotero: ZoteroServer;
beforeEach(async () => {
  db = await openLibrary();
  zotero = await startZotero();
  Object.assign(context, { stored: {}, isClosed: false, db });
  vi.stubGlobal('navigator', { locks: { request: (_: string, work: () => unknown) => work() } });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await zotero.close();
  db.close();
  await deleteLibrary();
});

const idOf = (n: number): PaperId => `arxiv:2401.${String(n).padStart(5, '0')}` as PaperId;
const entry = (n: number, paper: Partial<Paper> = {}): Entry =>
  makeEntry({ id: idOf(n), title: `Paper ${n}`, ...paper });
const entries = (count: number): Entry[] => Array.from({ length: count }, (_, n) => entry(n));

const press = (papers: readonly Entry[], timeout?: number) =>
  sendToZotero(papers, db, { base: zotero.base, ...(timeout && { timeout }) });
const titles = () => zotero.items.map(({ title }) => title);
const sessions = () =>
  zotero.received.flatMap(({ body }) => (body.sessionID ? [body.sessionID] : []));
const sentIds = async () =>
  (await db.getAll('exported')).flatMap(({ id, zoteroAt }) => (zoteroAt ? [id] : []));

const READ_ONLY =
  'The library selected in Zotero is read-only. Select another library or collection there.';

describe('papers that were sent to Zotero, whose answer was lost', () => {
  it('are not sent twice where the connection broke after they were saved', async () => {
    zotero.loses = 'connection';
    expect(await press(entries(3))).toEqual({
      text: 'Zotero does not answer. Start it and send again.',
      isFailure: true,
    });
    expect(await sentIds()).toEqual([]);
    zotero.loses = undefined;
    expect(await press(entries(3))).toEqual({
      text: 'Sent to Zotero: 3 to My Library › To read.',
    });
    expect(titles()).toEqual(['Paper 0', 'Paper 1', 'Paper 2']);
    expect(await sentIds()).toEqual(entries(3).map(({ paper }) => paper.id));
    expect(await press(entries(3))).toEqual({ text: 'All 3 papers were sent to Zotero before.' });
    expect(context.stored['zotero:unanswered']).toEqual([]);
  });

  it('are not sent twice where Zotero took too long, which has words of its own', async () => {
    zotero.loses = 'answer';
    expect(await press(entries(3), 50)).toEqual({
      text: 'Zotero did not answer in time. Check whether it is busy or waiting for you, then send again.',
      isFailure: true,
    });
    zotero.loses = undefined;
    await press(entries(3));
    expect(titles()).toHaveLength(3);
  });

  it('are not sent twice where the page was closed before it was remembered', async () => {
    context.isClosed = true;
    await expect(press(entries(3))).rejects.toThrow('closed');
    context.isClosed = false;
    await press(entries(3));
    expect(titles()).toHaveLength(3);
    expect(await sentIds()).toHaveLength(3);
  });

  it('are all known to be there when one of them is sent again, with others', async () => {
    zotero.loses = 'connection';
    await press(entries(3));
    zotero.loses = undefined;
    expect(await press([entry(1), entry(7)])).toEqual({
      text: 'Sent to Zotero: 2 to My Library › To read.',
    });
    expect(titles()).toEqual(['Paper 0', 'Paper 1', 'Paper 2', 'Paper 7']);
    await press(entries(3));
    expect(titles()).toHaveLength(4);
  });

  it('are sent where they never arrived, and nothing else is taken for sent', async () => {
    zotero.loses = 'connection';
    await press(entries(3));
    // A Zotero that has never heard of them.
    const { port } = zotero;
    await zotero.close();
    zotero = await startZotero(port);
    await press([entry(1)]);
    expect(titles()).toEqual(['Paper 1']);
    expect(await sentIds()).toEqual([idOf(1)]);
    await press(entries(3));
    expect(titles().sort()).toEqual(['Paper 0', 'Paper 1', 'Paper 2']);
  });

  it('are found under another id', async () => {
    zotero.loses = 'connection';
    const doi = 'doi:10.1000/x' as PaperId;
    await press([entry(0, { id: doi })]);
    zotero.loses = undefined;
    await press([entry(0, { aliases: [doi] })]);
    expect(titles()).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it('spends the session: the next press has one of its own', async () => {
    zotero.savesUntilReadOnly = 0;
    expect(await press(entries(3))).toEqual({ text: READ_ONLY, isFailure: true });
    zotero.savesUntilReadOnly = 1;
    expect(await press(entries(3))).toEqual({
      text: 'Sent to Zotero: 3 to My Library › To read.',
    });
    expect(titles()).toHaveLength(3);
    expect(new Set(sessions()).size).toBe(2);
  });

  it('on the way leaves the papers that are there with the keys that Zotero has', async () => {
    const papers = Array.from({ length: 60 }, (_, n) => entry(n, { title: 'Same' }));
    zotero.savesUntilReadOnly = 1;
    expect(await press(papers)).toEqual({
      text: `${READ_ONLY} 50 papers were sent before that.`,
      isFailure: true,
    });
    const keys = await keysGiven(db, PATTERN);
    const there = zotero.items.map(({ id, extra }) => [
      id,
      /^Citation Key: (.*)$/m.exec(extra as string)?.[1],
    ]);
    expect(there).toHaveLength(50);
    expect(keys.size).toBe(60);
    expect(there).toEqual(papers.slice(0, 50).map(({ paper: { id } }) => [id, keys.get(id)]));
  });

  it('before anything is sent gives no keys', async () => {
    zotero.chosen = { libraryName: 'Group', editable: false, id: null, name: 'Group' };
    await press(entries(3));
    expect(await db.getAll('exported')).toEqual([]);
  });
});

describe('a paper that was sent', () => {
  it('is known under each of its ids', async () => {
    const doi = 'doi:10.1000/x' as PaperId;
    await press([entry(0, { id: doi })]);
    expect(await press([entry(0, { aliases: [doi] })])).toEqual({
      text: 'This paper was sent to Zotero before.',
    });
    expect(titles()).toHaveLength(1);
  });
});
