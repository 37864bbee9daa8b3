import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { UPGRADES, type UpgradeStep } from '../../src/library/upgrades';
import type { PaperId } from '../../src/paper/ids';
import type { Mark } from '../../src/paper/mark';
import { arxivList, DAILY, PAPERS, putSample, RECENT } from '../demo/sample';
import { inBackground, killBackground } from './harness/background';
import { findBrowser, type Kind } from './harness/find-browser';
import { barOf, type CardState, cardsOf, press, pressBar, untilReady } from './harness/overlay';
import { launch, type Session } from './harness/session';
import { pause, until } from './harness/wait';
import { startWeb, type Web } from './harness/web';

const SRC = resolve(import.meta.dirname, '../../src');
const KINDS: Kind[] = ['chromium', 'firefox'];
const idAt = (i: number): string => `arxiv:${PAPERS[i]?.id}`;

/** Of the extension's APIs what the tests use; in its pages and in its background. */
interface Extension {
  chrome: {
    runtime: {
      id: string;
      sendMessage(message: unknown): Promise<Reply | undefined>;
      onMessage: {
        addListener(listen: (message: { request?: string; args?: unknown[] }) => void): void;
      };
    };
    storage: {
      local: {
        get(key: string): Promise<{ changed?: { mark: Mark }[] }>;
        set(items: object): Promise<void>;
      };
      onChanged: {
        addListener(listen: (changes: Record<string, { newValue?: unknown }>) => void): void;
      };
    };
  };
  browser: Extension['chrome'];
}

type Reply = { ok: true; value: unknown } | { ok: false; code: string; message: string };

/** Everything in the library, key and value, by store. */
type Dump = Record<string, [key: unknown, value: unknown][]>;

/** What a test leaves in a context to be asked for later. */
interface Notes {
  requests: string[];
  batches: number[];
  heard: { note: string | undefined; seq: number; readable: boolean }[];
  reached: boolean;
  release(): void;
  upgrade: IDBTransaction;
}

type LibraryCode = typeof import('../../src/library/entries') &
  typeof import('../../src/library/marks') &
  typeof import('../../src/library/open') &
  typeof import('../../src/library/upgrades');

/** A module that is in no file. */
const ENTRY = 'virtual-library';

/** The library's own code, to be run in a page: it defines `library` there. */
async function bundleLibrary(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['iife'], name: 'library' },
    },
    plugins: [
      {
        name: 'library',
        resolveId: (id) => (id.endsWith(ENTRY) ? `\0${ENTRY}` : null),
        load: (id) =>
          id === `\0${ENTRY}`
            ? ['entries', 'marks', 'open', 'upgrades']
                .map((file) => `export * from '${resolve(SRC, `library/${file}`)}';`)
                .join('')
            : null,
      },
    ],
  });
  const [bundle] = [built].flat();
  if (!bundle || !('output' in bundle)) throw new Error('The library was not bundled.');
  return `${bundle.output[0].code}; self.library = library; undefined`;
}

describe.each(KINDS)('what goes wrong in %s', (kind) => {
  let web: Web;
  let session: Session;
  /** A page of the extension, from which messages are sent and the database is read. */
  let desk: Page;
  const opened: Page[] = [];

  async function open(address: string): Promise<Page> {
    const page = await session.open(address);
    opened.push(page);
    return page;
  }
  // A picture: a page with the extension's rights, and nothing of its own that could interfere.
  const openDesk = (): Promise<Page> => session.open('/icons/dogear-16.png');
  const stateOf = async (page: Page, id: string): Promise<CardState | undefined> =>
    (await cardsOf(page)).find((card) => card.id === id);
  const untilCard = (page: Page, id: string, isSo: (card: CardState) => boolean): Promise<void> =>
    until(async () => {
      const card = await stateOf(page, id);
      return card !== undefined && isSo(card);
    }, 20_000);

  beforeAll(async () => {
    expect(findBrowser(kind), `${kind} is installed`).toBeDefined();
    web = await startWeb();
    putSample(web);
    session = await launch(kind, { port: web.port, staysAwake: true });
    desk = await openDesk();
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close().catch(() => undefined);
  });
  afterAll(async () => {
    await session?.close();
    await web?.close();
  });

  /** Everything that is in the library, read from the disk. */
  function readLibrary(): Promise<Dump> {
    return desk.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const dump: Dump = {};
      // To open it would create it.
      if (!(await indexedDB.databases()).some(({ name }) => name === 'dogear')) return dump;
      const db = await done(indexedDB.open('dogear'));
      // The daily backup is made of itself, whenever the background has been awake for a while.
      const own = ['backups', 'chunks'];
      const names = [...db.objectStoreNames].filter((name) => !own.includes(name));
      const tx = db.transaction(names);
      for (const name of names) {
        const store = tx.objectStore(name);
        const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
        dump[name] = keys.map((key, i) => [key, values[i]]);
      }
      db.close();
      return dump;
    });
  }
  const markIn = (dump: Dump, id: string): Mark | undefined =>
    dump.marks?.find(([key]) => key === id)?.[1] as Mark | undefined;
  const seqOf = (dump: Dump): number =>
    (dump.meta?.find(([key]) => key === 'clock')?.[1] as { seq: number } | undefined)?.seq ?? 0;

  /** Of the last change that was published. */
  const publishedSeq = (): Promise<number> =>
    desk.evaluate(async () => {
      const { chrome } = self as unknown as Extension;
      const { changed } = await chrome.storage.local.get('changed');
      return changed?.[0]?.mark.seq ?? 0;
    });

  /** Sends a message as the extension's own pages do. `args` is code, so that it can be anything. */
  const send = (request: string, args: string): Promise<Reply | undefined> =>
    desk.evaluate(
      `chrome.runtime.sendMessage({ request: ${JSON.stringify(request)}, args: ${args} })`,
    ) as Promise<Reply | undefined>;
  const paperAt = (i: number) => ({
    id: idAt(i),
    title: PAPERS[i]?.title,
    authors: [],
    links: { page: `https://arxiv.org/abs/${PAPERS[i]?.id}` },
  });
  const PAPER = JSON.stringify(paperAt(0));

  describe('messages', () => {
    const patched = (patch: string): string => `[${PAPER}, ${patch}]`;
    const paper = (change: string): string => `[{ ...${PAPER}, ${change} }, { starred: true }]`;

    const refused: [what: string, request: string, args: string, where: string][] = [
      ['an id that is none', 'mark', paper(`id: '2611.04201'`), 'paper.id: is not a paper id'],
      ['an id that is an object', 'mark', paper('id: {}'), 'paper.id: is not a paper id'],
      ['an alias that is none', 'mark', paper(`aliases: ['doi:x']`), 'paper.aliases.0: '],
      ['1,000 aliases', 'mark', paper(`aliases: Array(1000).fill('pmid:1')`), 'paper.aliases: '],
      ['a million authors', 'mark', paper(`authors: Array(1e6).fill('')`), 'paper.authors: '],
      ['a title of 1 MB', 'mark', paper(`title: 'x'.repeat(1e6)`), 'paper.title: '],
      ['a script', 'mark', paper(`links: { page: 'javascript:alert(1)' }`), 'paper.links.page: '],
      ['a hidden one', 'mark', paper(`links: { page: ' java\\nscript:0' }`), 'paper.links.page: '],
      ['a count beyond counting', 'mark', paper('upvotes: 1e300'), 'paper.upvotes: '],
      ['a prototype', 'mark', `[JSON.parse('{"__proto__": ${PAPER}}'), {}]`, 'paper.'],
      ['no paper', 'mark', '[null, { starred: true }]', 'paper: '],
      ['nothing', 'mark', '[]', 'paper: '],
      ['no patch', 'mark', `[${PAPER}]`, 'patch: '],
      ['a list for a patch', 'mark', patched('[]'), 'patch: '],
      ['a text for a patch', 'mark', patched(`'starred'`), 'patch: '],
      ['a field that is none', 'mark', patched('{ star: true }'), 'patch.star: '],
      ['a text for a flag', 'mark', patched(`{ starred: 'yes' }`), 'patch.starred: '],
      ['no number', 'mark', patched('{ starred: NaN }'), 'patch.starred: '],
      ['infinity', 'mark', patched('{ read: Infinity }'), 'patch.read: '],
      ['a time before 1970', 'mark', patched('{ dismissed: -1 }'), 'patch.dismissed: '],
      ['a time after all', 'mark', patched('{ read: 1e300 }'), 'patch.read: '],
      ['a text for a note', 'mark', patched(`{ note: 'x' }`), 'patch.note: '],
      ['half a note', 'mark', patched(`{ note: { text: 'x' } }`), 'patch.note.was: '],
      [
        'a note of 1 MB',
        'mark',
        patched(`{ note: { text: 'x'.repeat(1e6), was: '' } }`),
        'patch.note.text: is longer than 100000 characters (1000000)',
      ],
      [
        'a good star with a bad tag',
        'mark',
        patched('{ starred: true, tags: { a: 1 } }'),
        'patch.tags.a: ',
      ],
      ['a list of tags', 'mark', patched(`{ tags: ['a'] }`), 'patch.tags: '],
      [
        'a prototype for a tag',
        'mark',
        patched(`{ tags: JSON.parse('{"__proto__": true}') }`),
        'patch.tags.__proto__: ',
      ],
      [
        'an id among ids that is none',
        'marksOf',
        `[['${idAt(0)}', 'x']]`,
        'ids.1: is not a paper id',
      ],
      ['no ids', 'marksOf', '[]', 'ids: '],
      ['20,000 ids', 'marksOf', `[Array(20000).fill('${idAt(0)}')]`, 'ids: has more than 10000'],
      ['a request that there is none of', 'forget', '[]', 'There is no request "forget"'],
      ['a request that every object has', 'constructor', '[]', 'There is no request "constructor"'],
      ['arguments that are no list', 'mark', '{}', 'The message is not of the form'],
    ];

    it('are refused with what is wrong and where, and nothing is written', async () => {
      await send('mark', patched('{ note: { text: "stays", was: "" } }'));
      const before = await readLibrary();
      expect(markIn(before, idAt(0))?.note).toBe('stays');
      for (const [what, request, args, where] of refused) {
        const reply = await send(request, args);
        expect(reply, what).toMatchObject({ ok: false, code: 'invalid' });
        const message = reply?.ok === false ? reply.message : '';
        expect(message.slice(0, where.length), what).toBe(where);
        expect(message.length, what).toBeLessThan(500);
      }
      expect(await readLibrary()).toEqual(before);
      // And what is right passes on the same way.
      expect(await send('mark', patched('{ read: 5 }'))).toMatchObject({ ok: true });
      expect(markIn(await readLibrary(), idAt(0))).toMatchObject({ note: 'stays', readAt: 5 });
    });

    it('ask once for each of 2,000 papers on a page, many at a time', async () => {
      const papers = Array.from({ length: 2_000 }, (_, i) => ({
        ...(PAPERS[0] as (typeof PAPERS)[number]),
        id: `2610.${String(i).padStart(5, '0')}`,
      }));
      const [last] = papers.slice(-1).map(({ id }) => `arxiv:${id}`);
      await send('mark', `[{ ...${PAPER}, id: '${last}' }, { starred: true }]`);
      const counter = await countRequests();
      const address = 'https://arxiv.org/list/cs.CL/2610';
      web.put(address, arxivList(papers));
      const page = await open(address);
      await untilCard(page, last ?? '', ({ starred }) => starred);
      // Every card is known; those near the window have their one control, the others none yet.
      await until(async () => (await cardsOf(page))[5]?.controls === 1);
      const cards = await cardsOf(page);
      expect(cards).toHaveLength(2_000);
      expect(cards.filter(({ controls }) => controls > 1)).toEqual([]);
      expect(cards.filter(({ controls }) => controls === 1).length).toBeLessThan(200);
      // Theirs comes when the reader does.
      await page.$eval(`[data-dogear="${last}"]`, (card) => card.scrollIntoView());
      await untilCard(page, last ?? '', ({ pressed }) => pressed.join() === 'Star');
      await untilAsked(counter, 'visit');
      // Of a paper that is starred, where its mark was known by then.
      const requests = (await requestsOf(counter)).filter((request) => request !== 'bareOf');
      // One for the marks, unless the machine is so busy that the page comes in for seconds.
      const batches = await counter.evaluate(() => (self as unknown as Notes).batches);
      expect(batches.length).toBeLessThanOrEqual(10);
      expect(batches.reduce((all, ids) => all + ids)).toBe(2_000);
      const others = requests.filter((request) => request !== 'marksOf');
      expect(others.sort()).toEqual(['lastVisit', 'sheet', 'visit']);
    });
  });

  /** A page that hears every message to the background from now on. */
  async function countRequests(): Promise<Page> {
    const page = await openDesk();
    opened.push(page);
    await page.evaluate(() => {
      const requests: string[] = [];
      const batches: number[] = [];
      const { chrome } = self as unknown as Extension;
      chrome.runtime.onMessage.addListener(({ request, args = [] }) => {
        requests.push(request ?? '');
        if (request === 'marksOf') batches.push((args[0] as unknown[]).length);
      });
      Object.assign(self, { requests, batches });
    });
    return page;
  }
  const requestsOf = (page: Page): Promise<string[]> =>
    page.evaluate(() => (self as unknown as Notes).requests);
  const untilAsked = (counter: Page, request: string, times = 1): Promise<void> =>
    until(
      async () => (await requestsOf(counter)).filter((one) => one === request).length >= times,
      20_000,
    );

  /** Opens pages, and waits until they have asked for all that they ask for by themselves. */
  async function openSettled(...addresses: string[]): Promise<Page[]> {
    const counter = await countRequests();
    const pages: Page[] = [];
    for (const address of addresses) pages.push(await open(address));
    await Promise.all(pages.map(untilReady));
    await untilAsked(counter, 'visit', pages.length);
    // An answer can lead to another question (`bareOf`, and then `markAll`).
    let asked = -1;
    await until(async () => {
      const before = asked;
      asked = (await requestsOf(counter)).length;
      if (asked === before) return true;
      await pause(250);
      return false;
    });
    // Answered after what was asked for before.
    await send('marksOf', '[[]]');
    return pages;
  }

  // Thrown in the real background, since neither browser has a quota that a test could use up:
  // `unlimitedStorage` lifts it, and Chromium's DevTools protocol sets one that is then not applied.
  describe('a write that fails', () => {
    afterEach(() => killBackground(session));

    it.each([
      [
        'for want of space',
        idAt(1),
        'QuotaExceededError',
        'Not saved: there is no space left on the disk.',
      ],
      [
        'in its transaction',
        idAt(7),
        'AbortError',
        'Not saved: the browser interrupted the write. Try again.',
      ],
    ])(
      '%s puts the button back, says why, and leaves the next click to work',
      async (_, id, name, words) => {
        const page = await open(RECENT);
        await untilReady(page);
        const before = await readLibrary();
        await inBackground(
          session,
          desk,
          (fault) => {
            const { put } = IDBObjectStore.prototype;
            // After the paper and the clock were written, in the last write of all.
            IDBObjectStore.prototype.put = function (...args) {
              if (this.name !== 'marks') return put.apply(this, args);
              if (fault === 'QuotaExceededError') throw new DOMException('Full.', fault);
              const request = put.apply(this, args);
              request.addEventListener('success', () => this.transaction.abort());
              return request;
            };
            Object.assign(self, {
              release: () => {
                IDBObjectStore.prototype.put = put;
              },
            });
          },
          name,
        );
        await press(page, id, 'Star');
        await untilCard(page, id, ({ alert }) => alert === words);
        expect(await stateOf(page, id)).toMatchObject({ starred: false, pressed: [] });
        expect(await readLibrary()).toEqual(before);

        await inBackground(session, desk, () => (self as unknown as Notes).release());
        await press(page, id, 'Star');
        await untilCard(
          page,
          id,
          ({ starred, pressed, alert }) => starred && pressed.length > 0 && alert === '',
        );
        const after = await readLibrary();
        expect(markIn(after, id)?.starredAt).toBeGreaterThan(0);
        expect(seqOf(after)).toBe(seqOf(before) + 1);
      },
    );
  });

  describe('the background stopped in the middle of a click', () => {
    const steps: [name: string, isPublished: boolean, stall: () => void][] = [
      [
        'before the library is open',
        false,
        () => {
          const { open } = IDBFactory.prototype;
          IDBFactory.prototype.open = function (...args) {
            const request = open.apply(this, args);
            request.addEventListener('success', (event) => {
              event.stopImmediatePropagation();
              (self as unknown as Notes).reached = true;
            });
            return request;
          };
        },
      ],
      [
        'before the commit',
        false,
        () => {
          const { put } = IDBObjectStore.prototype;
          IDBObjectStore.prototype.put = function (...args) {
            const request = put.apply(this, args);
            if (this.name !== 'marks') return request;
            const keepAlive = (): void => {
              (self as unknown as Notes).reached = true;
              this.get('nothing').onsuccess = keepAlive;
            };
            request.addEventListener('success', keepAlive);
            return request;
          };
        },
      ],
      [
        'after the commit, before it is published',
        false,
        () => {
          const { browser } = self as unknown as Extension;
          browser.storage.local.set = () => {
            (self as unknown as Notes).reached = true;
            return new Promise(() => undefined);
          };
        },
      ],
      [
        'after it is published, before the answer',
        true,
        () => {
          const { browser } = self as unknown as Extension;
          const { local } = browser.storage;
          const set = local.set.bind(local);
          local.set = async (items) => {
            await set(items);
            (self as unknown as Notes).reached = true;
            return new Promise(() => undefined);
          };
        },
      ],
    ];

    it.each(steps)(
      '%s: nothing is lost, nothing doubled, every tab knows',
      async (_, isPublished, stall) => {
        const [other, page] = (await openSettled(DAILY, RECENT)) as [Page, Page];
        const id = idAt(2);
        const before = await readLibrary();
        const wasStarred = markIn(before, id)?.starredAt !== undefined;
        await killBackground(session);
        await inBackground(session, desk, stall);
        await press(page, id, 'Star');
        await until(() =>
          inBackground(session, desk, () => (self as unknown as Notes).reached === true),
        );
        // What is not committed, nobody has heard of.
        expect((await publishedSeq()) > seqOf(before)).toBe(isPublished);
        await killBackground(session);
        for (const tab of [page, other]) {
          await untilCard(
            tab,
            id,
            ({ starred, pressed, alert }) =>
              starred !== wasStarred && pressed.includes('Star') === starred && alert === '',
          );
        }
        await until(async () => seqOf(await readLibrary()) > seqOf(before));
        const after = await readLibrary();
        expect(seqOf(after)).toBe(seqOf(before) + 1);
        expect(markIn(after, id)?.starredAt !== undefined).toBe(!wasStarred);
        expect(after.marks?.length).toBe(
          (before.marks?.length ?? 0) + (markIn(before, id) ? 0 : 1),
        );
      },
    );
  });

  describe('many writers', () => {
    it('both clicks are kept when two tabs mark one paper at the same moment', async () => {
      const [a, b] = (await openSettled(DAILY, RECENT)) as [Page, Page];
      await killBackground(session);
      onTestFinished(() => killBackground(session));
      const seq = seqOf(await readLibrary());
      // Both requests are in the background before either can write.
      await inBackground(session, desk, () => {
        const { chrome } = self as unknown as Extension;
        const { open } = IDBFactory.prototype;
        const requests: string[] = [];
        chrome.runtime.onMessage.addListener(({ request }) => {
          if (request?.startsWith('mark')) requests.push(request);
        });
        IDBFactory.prototype.open = function (...args) {
          const request = open.apply(this, args);
          const hold = (event: Event): void => {
            event.stopImmediatePropagation();
            const release = (): void => {
              request.removeEventListener('success', hold);
              request.dispatchEvent(new Event('success'));
            };
            Object.assign(self, { release });
          };
          request.addEventListener('success', hold);
          return request;
        };
        Object.assign(self, { requests });
      });
      await press(a, idAt(3), 'Star');
      await press(b, idAt(3), 'Read');
      await until(() =>
        inBackground(session, desk, () => {
          const { requests, release } = self as unknown as Notes;
          // One can come twice, where the background was only just there.
          return requests.length >= 2 && release !== undefined;
        }),
      );
      expect(seqOf(await readLibrary())).toBe(seq);
      await inBackground(session, desk, () => (self as unknown as Notes).release());
      for (const tab of [a, b]) {
        await untilCard(tab, idAt(3), ({ pressed }) => pressed.join() === 'Star,Read');
      }
      const after = await readLibrary();
      expect(seqOf(after)).toBe(seq + 2);
      expect(markIn(after, idAt(3))).toMatchObject({
        starredAt: expect.any(Number),
        readAt: expect.any(Number),
      });
    });

    it('200 changes at once all land, in one order, and each is on disk when it is heard of', async () => {
      const before = seqOf(await readLibrary());
      await desk.evaluate(() => {
        const { chrome } = self as unknown as Extension;
        const heard: Notes['heard'] = [];
        const opening = indexedDB.open('dogear');
        opening.onsuccess = () => {
          const db = opening.result;
          db.onversionchange = () => db.close();
          chrome.storage.onChanged.addListener((changes) => {
            const [change] = (changes.changed?.newValue ?? []) as { mark: Mark }[];
            if (!change) return;
            const { id, seq, note } = change.mark;
            const reading = db.transaction('marks').objectStore('marks').get(id);
            reading.onsuccess = () => {
              heard.push({ note, seq, readable: reading.result?.seq >= seq });
            };
          });
        };
        Object.assign(self, { heard });
      });
      const tabs = [await openDesk(), await openDesk()];
      opened.push(...tabs);
      const papers = PAPERS.slice(0, 5).map((_, i) => paperAt(i));
      const answers = await Promise.all(
        tabs.map((tab, t) =>
          tab.evaluate(
            (list, t) => {
              const { chrome } = self as unknown as Extension;
              return Promise.all(
                Array.from({ length: 100 }, (_, n) =>
                  chrome.runtime.sendMessage({
                    request: 'mark',
                    args: [list[n % list.length], { tags: { [`tab${t}-${n}`]: true } }],
                  }),
                ),
              );
            },
            papers,
            t,
          ),
        ),
      );
      const seqs = answers.map((replies) =>
        replies.map((reply) => (reply?.ok ? (reply.value as Mark).seq : Number.NaN)),
      );
      expect(seqs.flat().sort((a, b) => a - b)).toEqual(
        Array.from({ length: 200 }, (_, i) => before + 1 + i),
      );
      // What one tab sent first came first.
      for (const own of seqs) expect(own).toEqual([...own].sort((a, b) => a - b));
      const after = await readLibrary();
      expect(seqOf(after)).toBe(before + 200);
      for (const [i] of papers.entries()) {
        const expected = [0, 1].flatMap((t) =>
          Array.from({ length: 20 }, (_, n) => `tab${t}-${i + n * 5}`),
        );
        expect(markIn(after, idAt(i))?.tags).toEqual(expect.arrayContaining(expected));
      }

      const heard = () => desk.evaluate(() => (self as unknown as Notes).heard);
      await until(async () => (await heard()).length >= 200);
      expect((await heard()).filter(({ readable }) => !readable)).toEqual([]);
      // A note of the greatest length goes the same way.
      const note = 'x'.repeat(100_000);
      await send('mark', `[${PAPER}, { note: { text: 'x'.repeat(100_000), was: 'stays' } }]`);
      await until(async () => (await heard()).some((change) => change.note === note));
      expect(markIn(await readLibrary(), idAt(0))?.note).toBe(note);
    });

    it('a tab that was away in the back/forward cache knows what others did', async () => {
      web.put('https://arxiv.org/help', '<h1>Help</h1>');
      const page = await open(RECENT);
      await untilReady(page);
      const before = (await stateOf(page, idAt(4)))?.starred;
      await page.goto('https://arxiv.org/help', { waitUntil: 'domcontentloaded' });
      await send('mark', `[${JSON.stringify(paperAt(4))}, { starred: ${!before} }]`);
      await page.evaluate(() => history.back());
      await until(
        async () => RECENT === (await page.evaluate(() => location.href).catch(() => '')),
      );
      await untilCard(
        page,
        idAt(4),
        ({ starred, controls }) => starred !== before && controls === 1,
      );
    });
  });

  describe('a library that cannot be opened', () => {
    afterEach(() => killBackground(session));

    it('is waited for no longer than a reader would, and is whole afterwards', async () => {
      const [page] = (await openSettled(RECENT)) as [Page];
      const before = await readLibrary();
      // An upgrade in another context that does not come to its end.
      await desk.evaluate(
        (version) =>
          new Promise<void>((resolve) => {
            const opening = indexedDB.open('dogear', version);
            opening.onupgradeneeded = () => {
              const { transaction: upgrade } = opening;
              if (!upgrade) return;
              const keepAlive = (): void => {
                upgrade.objectStore('meta').get('nothing').onsuccess = keepAlive;
              };
              upgrade.objectStore('marks').clear();
              keepAlive();
              Object.assign(self, { upgrade });
              resolve();
            };
          }),
        UPGRADES.length + 1,
      );
      // As long as the real wait is, the test need not be.
      await inBackground(session, desk, () => {
        const { setTimeout } = self;
        self.setTimeout = ((run: () => void, ms: number) =>
          setTimeout(run, ms >= 10_000 ? 100 : ms)) as typeof self.setTimeout;
      });
      const wasStarred = markIn(before, idAt(5))?.starredAt !== undefined;
      await press(page, idAt(5), 'Star');
      await untilCard(
        page,
        idAt(5),
        ({ alert }) => alert === 'Not saved: Dogear cannot open its library.',
      );
      expect((await stateOf(page, idAt(5)))?.starred).toBe(wasStarred);

      await desk.evaluate(() => (self as unknown as Notes).upgrade.abort());
      expect(await readLibrary()).toEqual(before);
      await press(page, idAt(5), 'Star');
      await untilCard(
        page,
        idAt(5),
        ({ starred, alert }) => starred !== wasStarred && alert === '',
      );
    });

    it('is told on the bar, on the card and in the popup, once, and opens with Retry', async () => {
      // What a newer version of Dogear would leave to an older one.
      await desk.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const opening = indexedDB.open('dogear', 99);
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              opening.result.close();
              resolve();
            };
          }),
      );
      const counter = await countRequests();
      const page = await open(RECENT);
      await until(async () => (await barOf(page)) === 'Dogear cannot open its library. · Retry');
      // Every paper is there, with its buttons, and can be seen.
      await until(async () => {
        const cards = await cardsOf(page);
        return cards.length === PAPERS.length && cards.every(({ controls }) => controls === 1);
      });
      expect((await cardsOf(page)).filter(({ hidden }) => hidden)).toEqual([]);
      expect(await page.$('[data-dogear-wait]')).toBeNull();
      await press(page, idAt(6), 'Star');
      await untilCard(
        page,
        idAt(6),
        ({ alert }) => alert === 'Not saved: Dogear cannot open its library.',
      );
      expect((await stateOf(page, idAt(6)))?.pressed).toEqual([]);
      expect(await send('marksOf', '[[]]')).toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('VersionError'),
      });
      await pressBar(page, 'button');
      await untilAsked(counter, 'marksOf', 3);
      expect(await barOf(page)).toBe('Dogear cannot open its library. · Retry');
      const popup = await open('/src/popup/index.html');
      await popup.waitForSelector('main [role=alert] button');
      // A page that goes on changing asks for nothing anew.
      await page.bringToFront();
      await page.evaluate(async () => {
        for (let i = 0; i < 20; i++) {
          document.body.append(document.createElement('hr'));
          await new Promise(requestAnimationFrame);
        }
      });
      await untilAsked(counter, 'visit');
      // Of papers that are starred, as that one was for a moment, the page may ask more.
      const requests = (await requestsOf(counter)).filter((request) => request !== 'bareOf');
      // The page's own, the click, the desk's, Retry.
      expect(requests.filter((request) => request.startsWith('mark'))).toEqual([
        ...['marksOf', 'markAll', 'marksOf', 'marksOf'],
      ]);
      expect(requests.filter((request) => !request.startsWith('mark')).sort()).toEqual([
        ...['lastVisit', 'sheet', 'visit'],
      ]);

      await desk.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const deleting = indexedDB.deleteDatabase('dogear');
            deleting.onerror = () => reject(deleting.error);
            deleting.onsuccess = () => resolve();
          }),
      );
      await pressBar(page, 'button');
      await untilReady(page);
      await until(async () => /^9 papers/.test((await barOf(page)) ?? ''));
      await press(page, idAt(6), 'Star');
      await untilCard(page, idAt(6), ({ starred, alert }) => starred && alert === '');
      // It hears of the star, and so that there is a library again. (Its own Retry: popup.test.ts.)
      await popup.bringToFront();
      await popup.waitForSelector('main li');
      expect(markIn(await readLibrary(), idAt(6))?.starredAt).toBeGreaterThan(0);
    });
  });

  describe('an upgrade of the library', () => {
    it('keeps everything, and undoes itself when a step fails', async () => {
      await desk.evaluate(await bundleLibrary());
      const outcome = await desk.evaluate(async () => {
        const { deleteLibrary, openLibrary, UPGRADES, writeMarks, allEntries } = (
          self as unknown as { library: LibraryCode }
        ).library;
        const name = 'upgraded';
        const page = 'https://arxiv.org/abs/2401.00001';
        const paper = {
          id: 'arxiv:2401.00001' as PaperId,
          title: 'T',
          authors: [],
          links: { page },
        };
        const first = await openLibrary({ name });
        const patch = { starred: 5, note: { text: 'kept', was: '' } };
        await writeMarks(first, [{ paper, patch }]);
        const before = await allEntries(first);
        const stores = [...first.objectStoreNames];
        first.close();

        // The next version adds a store, an index, and a change to every mark; the last step may fail.
        const change: UpgradeStep = async (db, tx) => {
          db.createObjectStore('added' as 'meta');
          const marks = tx.objectStore('marks');
          marks.createIndex('by-note' as 'by-read', 'note');
          for (const mark of await marks.getAll()) await marks.put({ ...mark, dismissedAt: 7 });
        };
        const fail: UpgradeStep = async (_, tx) => {
          await tx.objectStore('marks').clear();
          throw new Error('This step fails.');
        };
        const failure = await openLibrary({ name, steps: [...UPGRADES, change, fail] }).catch(
          String,
        );
        const again = await openLibrary({ name });
        const left = { version: again.version, stores: [...again.objectStoreNames] };
        const kept = await allEntries(again);
        again.close();

        const next = await openLibrary({ name, steps: [...UPGRADES, change] });
        const upgraded = { version: next.version, entries: await allEntries(next) };
        next.close();
        await deleteLibrary(name);
        return { before, stores, failure, left, kept, upgraded };
      });
      expect(outcome.failure).toBe('Error: This step fails.');
      expect(outcome.left).toEqual({ version: UPGRADES.length, stores: outcome.stores });
      expect(outcome.before).toMatchObject([{ mark: { starredAt: 5, note: 'kept' } }]);
      expect(outcome.kept).toEqual(outcome.before);
      const [{ paper, mark } = {}] = outcome.before;
      expect(outcome.upgraded).toEqual({
        version: UPGRADES.length + 1,
        entries: [{ paper, mark: { ...mark, dismissedAt: 7 } }],
      });
    });
  });

  // Last: after it, the desk is gone with the extension that it belonged to.
  it('the extension reloaded under an open tab: each click is saved, or says that it is not', async () => {
    const page = await open(RECENT);
    await untilReady(page);
    const before = await cardsOf(page);
    await session.reloadExtension();
    desk = await openDesk();
    for (const i of [6, 7, 8]) await press(page, idAt(i), 'Star');
    const isTold = (card: CardState, was: CardState): boolean =>
      card.alert === 'Dogear was updated: reload this page' && card.starred === was.starred;
    await until(async () => {
      const [cards, library] = [await cardsOf(page), await readLibrary()];
      return [6, 7, 8].every((i) => {
        const [card, was] = [cards[i], before[i]];
        const isSaved = (markIn(library, idAt(i))?.starredAt !== undefined) !== was?.starred;
        return card && was && (isSaved ? card.starred !== was.starred : isTold(card, was));
      });
    });
  });
});
