import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/ids';
import type { Mark } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';
import { makeEntry } from '../formats/entries';
import { startZotero, type ZoteroServer } from '../send/zotero-server';
import { findBrowser, type Kind } from './harness/find-browser';
import { renewLibrary } from './harness/library';
import { answerPermission } from './harness/permission';
import { send } from './harness/requests';
import { distOf, launch, type Session } from './harness/session';
import { pause, until } from './harness/wait';

const KINDS: Kind[] = ['chromium', 'firefox'];
const LIST = '/src/list/index.html';
const TODAY = Date.UTC(2026, 10, 24);

/** Of Zotero, on the reader's machine: one may run there, and is no business of a test. */
const ZOTERO_PORT = 23119;

const idOf = (n: number): PaperId => `arxiv:2601.${String(n).padStart(5, '0')}` as PaperId;

/** The n-th paper of a library; starred the earlier the greater n is. */
function entry(n: number, paper: Partial<Paper> = {}, mark: Partial<Mark> = {}): Entry {
  const id = idOf(n);
  const page = `https://arxiv.org/abs/${id.slice('arxiv:'.length)}`;
  return makeEntry(
    { id, title: `Paper ${n}`, authors: ['Ines Okafor'], links: { page }, ...paper },
    { starredAt: TODAY - n * 60_000, seq: 100_000 - n, ...mark },
  );
}
const entries = (count: number): Entry[] => Array.from({ length: count }, (_, n) => entry(n));

const seenAt = (at: number) => ({ site: 'arxiv', url: 'https://arxiv.org/list/cs.CL/new', at });

const row = (id: PaperId, inside = ''): string => `[data-paper="${id}"] ${inside}`;

/** Waits until what is read is as expected, and shows both where it never is. */
async function untilEqual<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  let last: T | undefined;
  const isEqual = async (): Promise<boolean> => {
    last = await read();
    return JSON.stringify(last) === JSON.stringify(expected);
  };
  await until(isEqual).catch(() => expect(last).toEqual(expected));
}

const textOf = (page: Page, selector: string): Promise<string> =>
  page.evaluate((what) => document.querySelector(what)?.textContent ?? '', selector);
const noticeOf = (page: Page) => textOf(page, '.notice [role=status]');
/** What the dialog says, where it stays open because something went wrong. */
const alertOf = (page: Page) => textOf(page, 'dialog[open] [role=alert]');

const isFocused = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

/** Opens the dialog for these papers, or, of none, for all that is shown. */
async function openDialog(page: Page, ids: readonly PaperId[] = []): Promise<void> {
  await page.bringToFront();
  for (const id of ids) await page.click(row(id, '.pick'));
  const button = ids.length > 0 ? '.bulk .save' : '.line:not(.bulk) .small';
  await (await page.waitForSelector(button))?.click();
  await page.waitForSelector('dialog[open] [name=format]');
}

const idIn = ({ paper }: Entry): PaperId => paper.id;

interface Permissions {
  contains(wanted: object): Promise<boolean>;
  request(wanted: object): Promise<boolean>;
}

interface Extension {
  readonly chrome: { permissions: Permissions; storage: { local: { clear(): Promise<void> } } };
  readonly asked: [isActive: boolean, wanted: object][];
}

const hasAccess = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { chrome } = globalThis as unknown as Extension;
    return chrome.permissions.contains({ origins: ['http://127.0.0.1/*'] });
  });

/** What each format's file is known by. */
const FILES: readonly (readonly [format: string, extension: string, content: RegExp])[] = [
  ['bibtex', 'bib', /^@misc\{okafor2024alpha,\n[\s\S]*annote = \{100\\%\}/],
  ['biblatex', 'bib', /^@online\{okafor2024alpha,\n[\s\S]*keywords = \{nlp\}/],
  ['ris', 'ris', /^TY {2}- UNPB\nID {2}- okafor2024alpha\n/],
  ['csl-json', 'json', /^\[\n\s*\{[\s\S]*"id": ?"okafor2024alpha"[\s\S]*\]\n$/],
  ['markdown', 'md', /^# Reading list\n\n## \[Alpha/],
  ['csv', 'csv', /^\uFEFF?key,id,title,authors,[\s\S]*\nokafor2024alpha,/],
  ['html', 'html', /^<!doctype html>[\s\S]*Alpha &amp; Co/],
  [
    'links',
    'txt',
    /^https:\/\/arxiv\.org\/abs\/2601\.00000\nhttps:\/\/arxiv\.org\/abs\/2601\.00001\n$/,
  ],
  ['json', 'json', /^\{\n {2}"format": "dogear",\n {2}"version": 1,/],
];

// ---- dragging

interface Dragged {
  readonly links: string[];
  readonly papers: string[];
  readonly effect: string;
}

/** Keeps what the page hands over when a drag begins, as another window would get it. */
function listenToDrag(page: Page): Promise<void> {
  return page.evaluate(() => {
    addEventListener('dragstart', ({ dataTransfer }) => {
      Object.assign(globalThis, {
        dragged: {
          links: dataTransfer?.getData('text/uri-list').split('\r\n'),
          papers: [...(dataTransfer?.getData('text/plain') ?? '').matchAll(/^TI {2}- (.*)/gm)].map(
            ([, title]) => title?.trim(),
          ),
          effect: dataTransfer?.effectAllowed,
        },
      });
    });
  });
}

/** What a hand takes at least from the press to the movement, in ms: in it the text is written. */
const HAND_MS = 100;

/** Drags a row off, with the pointer. */
async function dragOff(page: Page, id: PaperId): Promise<void> {
  const box = await (await page.$(row(id, '.title')))?.boundingBox();
  if (!box) throw new Error(`${id} is not in view.`);
  await page.mouse.move(box.x + 20, box.y + 8);
  await page.mouse.down();
  await pause(HAND_MS);
  await page.mouse.move(box.x + 40, box.y + 20, { steps: 4 });
  await page.mouse.move(box.x + 80, box.y + 60, { steps: 4 });
  await page.mouse.up();
}

/** Drags a row off until what is handed over is as expected: on a busy machine the text may come late. */
async function untilDragged(page: Page, id: PaperId, expected: Dragged): Promise<void> {
  let last: Dragged | undefined;
  const isEqual = async (): Promise<boolean> => {
    await dragOff(page, id);
    last = await page.evaluate(() => (globalThis as unknown as { dragged?: Dragged }).dragged);
    return JSON.stringify(last) === JSON.stringify(expected);
  };
  await until(isEqual).catch(() => {
    const short = (dragged: Dragged | undefined) => [
      ...[dragged?.links.length, dragged?.papers.length, dragged?.links[0], dragged?.papers[0]],
      dragged?.effect,
    ];
    expect(short(last)).toEqual(short(expected));
  });
}

describe.each(KINDS)('what leaves the list page in %s', (kind) => {
  let session: Session;
  let zotero: ZoteroServer;
  /** The port that stands for Zotero's; what is to answer there listens on it. */
  let port: number;
  let folder: string;
  let downloads: string;
  /** A page of the extension that stays open, to look into the library and to change it. */
  let desk: Page;
  const opened: Page[] = [];

  async function open(path = LIST): Promise<Page> {
    const page = await session.open(path);
    opened.push(page);
    await until(() => page.evaluate(() => document.querySelector('[role=row]') !== null));
    await page.bringToFront();
    return page;
  }

  beforeEach(async () => {
    await zotero.close();
    zotero = await startZotero(port);
    await desk.bringToFront();
    await desk.evaluate(() => {
      const { chrome } = globalThis as unknown as Extension;
      return chrome.storage.local.clear();
    });
  });

  async function sendTo(page: Page, ids: readonly PaperId[] = []): Promise<void> {
    await openDialog(page, ids);
    await page.select('[name=format]', 'zotero');
    await page.click('dialog .main');
  }

  /** The file that is written by what is done. */
  async function fileFrom(write: () => Promise<void>, extension: string): Promise<Buffer> {
    for (const name of readdirSync(downloads)) rmSync(join(downloads, name));
    await write();
    let file = Buffer.alloc(0);
    await until(() => {
      const name = readdirSync(downloads).find((one) => one.endsWith(`.${extension}`));
      if (name) file = readFileSync(join(downloads, name));
      return file.length > 0;
    });
    return file;
  }

  /** What is in the clipboard, as it arrives elsewhere. */
  async function paste(): Promise<string> {
    await desk.bringToFront();
    await desk.evaluate(() => {
      document.querySelector('#paste')?.remove();
      const area = document.createElement('textarea');
      area.id = 'paste';
      document.body.append(area);
      area.focus();
    });
    await desk.keyboard.down('Control');
    await desk.keyboard.press('v');
    await desk.keyboard.up('Control');
    const pasted = () =>
      desk.evaluate(() => document.querySelector<HTMLTextAreaElement>('#paste')?.value ?? '');
    await until(async () => (await pasted()) !== '');
    return pasted();
  }

  /** Presses "Note in Obsidian", and tells the address that was followed. */
  async function makeNote(page: Page): Promise<string> {
    await page.bringToFront();
    await page.evaluate(() => {
      const seen = globalThis as unknown as { followed?: string };
      const { click } = HTMLAnchorElement.prototype;
      HTMLAnchorElement.prototype.click = function () {
        // Nothing takes it on this machine, and a browser that asks what should is of no use here.
        if (this.protocol === 'obsidian:') seen.followed = this.href;
        else click.call(this);
      };
    });
    await page.click('.detail [aria-label="Note in Obsidian"]');
    const followed = () =>
      page.evaluate(() => (globalThis as unknown as { followed?: string }).followed ?? '');
    await until(async () => (await followed()) !== '');
    return followed();
  }

  beforeAll(async () => {
    expect(findBrowser(kind), `${kind} is installed`).toBeDefined();
    zotero = await startZotero();
    port = zotero.port;
    folder = mkdtempSync(join(tmpdir(), 'dogear-leave-'));
    downloads = join(folder, 'downloads');
    mkdirSync(downloads);
    session = await launch(kind, {
      staysAwake: true,
      downloads,
      ...(kind === 'firefox'
        ? { prefs: { 'network.socket.forcePort': `${ZOTERO_PORT}=${port}` } }
        : {
            dist: allowZotero(join(folder, 'dist')),
            args: [`--host-resolver-rules=MAP 127.0.0.1:${ZOTERO_PORT} 127.0.0.1:${port}`],
          }),
    });
    desk = await session.open('/src/options/index.html');
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close().catch(() => undefined);
  });
  afterAll(async () => {
    await session?.close();
    await zotero?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  it('asks for access to Zotero at the press, and not before', async () => {
    await renewLibrary(desk, entries(1));
    if (kind === 'firefox') {
      const page = await open();
      expect(await hasAccess(page)).toBe(false);
      await openDialog(page);
      await page.select('[name=format]', 'zotero');
      expect(await hasAccess(page)).toBe(false);
      await page.click('dialog .main');
      await answerPermission(session, false);
      await untilEqual(
        () => alertOf(page),
        'Without access to this machine’s own address (127.0.0.1) Dogear cannot reach Zotero.',
      );
      expect(zotero.received).toEqual([]);
      await page.click('dialog .main');
      await answerPermission(session, true);
      await untilEqual(() => noticeOf(page), 'Sent to Zotero: 1 to My Library › To read.');
      expect(await hasAccess(page)).toBe(true);
      return;
    }
    // Nothing can press the button of Chromium's question: that it is asked, and nothing is sent before.
    const id = await session.browser.installExtension(distOf('chromium'));
    const page = await session.open(`chrome-extension://${id}/src/options/index.html`);
    opened.push(page);
    await renewLibrary(page, entries(1));
    await page.goto(`chrome-extension://${id}${LIST}`);
    expect(await hasAccess(page)).toBe(false);
    await page.evaluate(() => {
      const { chrome, asked } = globalThis as unknown as Extension;
      const { permissions } = chrome;
      const request = permissions.request.bind(permissions);
      Object.assign(globalThis, { asked: asked ?? [] });
      permissions.request = (wanted) => {
        const { userActivation } = navigator;
        (globalThis as unknown as Extension).asked.push([userActivation.isActive, wanted]);
        return request(wanted);
      };
    });
    const asked = () => page.evaluate(() => (globalThis as unknown as Extension).asked);
    await openDialog(page);
    await page.select('[name=format]', 'zotero');
    expect(await asked()).toEqual([]);
    await page.click('dialog .main');
    await untilEqual(asked, [[true, { origins: ['http://127.0.0.1/*'] }]]);
    expect(await hasAccess(page)).toBe(false);
    expect(zotero.received).toEqual([]);
  });

  it('sends one and many to Zotero, each once', async () => {
    await renewLibrary(desk, [
      entry(
        0,
        {
          title: 'On $O(n)$ &amp; <b>sparse</b> attention',
          authors: ['José Álvarez-León', 'Plato'],
        },
        { note: 'First.\n\nSecond <i>line</i>.', tags: ['to cite', 'nlp'] },
      ),
      ...entries(60).slice(1),
    ]);
    const page = await open();
    await sendTo(page, [idOf(0)]);
    await untilEqual(() => noticeOf(page), 'Sent to Zotero: 1 to My Library › To read.');
    await until(() => page.evaluate(() => document.querySelector('dialog') === null));
    expect(zotero.items).toEqual([
      {
        id: idOf(0),
        itemType: 'preprint',
        title: 'On $O(n)$ &amp; <b>sparse</b> attention',
        creators: [
          { firstName: 'José', lastName: 'Álvarez-León', creatorType: 'author' },
          { lastName: 'Plato', creatorType: 'author', fieldMode: 1 },
        ],
        date: '2024-01-22',
        url: 'https://arxiv.org/abs/2601.00000',
        repository: 'arXiv',
        archiveID: 'arXiv:2601.00000',
        extra: expect.stringMatching(/^arXiv:2601\.00000\nCitation Key: \S+$/),
        tags: [{ tag: 'to cite' }, { tag: 'nlp' }],
        notes: [{ note: expect.stringMatching(/^<p>First\.<\/p>\s*<p>Second &lt;i&gt;/) }],
        attachments: [],
      },
    ]);

    await page.keyboard.press('Escape');
    await sendTo(page, [idOf(0)]);
    await untilEqual(() => noticeOf(page), 'This paper was sent to Zotero before.');
    expect(zotero.items).toHaveLength(1);

    // All that is shown, with that one among them: in messages that Zotero can take.
    zotero.chosen = { libraryName: 'Group', editable: true, id: null, name: 'Group' };
    const again = await open();
    await sendTo(again);
    await untilEqual(() => noticeOf(again), 'Sent to Zotero: 59 to Group.');
    expect(zotero.items.map(({ id }) => id).sort()).toEqual(entries(60).map(idIn));
    expect(zotero.received.filter(({ endpoint }) => endpoint === 'saveItems')).toHaveLength(3);
    await sendTo(again);
    await untilEqual(() => noticeOf(again), 'All 60 papers were sent to Zotero before.');
  });

  it('says what is wrong with Zotero, and remembers nothing but what was saved', async () => {
    await renewLibrary(desk, entries(60));
    const page = await open();
    await openDialog(page);
    await page.select('[name=format]', 'zotero');
    const fail = async (words: string): Promise<void> => {
      await page.click('dialog .main');
      await untilEqual(() => alertOf(page), words);
    };
    await zotero.close();
    await fail('Zotero does not answer. Start it and send again.');
    expect(await isFocused(page, 'dialog .main')).toBe(true);

    const other = createServer((_, response) => response.end('<h1>A printer</h1>'));
    await new Promise<void>((done) => other.listen(port, '127.0.0.1', done));
    await fail(
      'What answers on Zotero’s port did not answer as Zotero does (getSelectedCollection: status 200).',
    );
    await new Promise((done) => {
      other.close(done);
      other.closeAllConnections();
    });

    zotero = await startZotero(port);
    zotero.chosen = { libraryName: 'Group', editable: false, id: null, name: 'Group' };
    await fail(
      'What is chosen in Zotero is read-only. Choose another library or collection there.',
    );
    expect(zotero.items).toEqual([]);

    zotero.chosen = { libraryName: 'Group', editable: true, id: 3, name: 'Ours' };
    zotero.savesUntilReadOnly = 1;
    await fail(
      'What is chosen in Zotero is read-only. Choose another library or collection there. 50 papers were sent before that.',
    );
    expect(zotero.items).toHaveLength(50);
    zotero.savesUntilReadOnly = Number.POSITIVE_INFINITY;
    await page.click('dialog .main');
    await untilEqual(() => noticeOf(page), 'Sent to Zotero: 10 to Group › Ours.');
    // Back where the dialog was opened.
    await until(() => isFocused(page, '.line .small'));
    expect(zotero.items.map(({ id }) => id).sort()).toEqual(entries(60).map(idIn));
  });

  it('sends from the popup, and nothing twice that a closed page had no answer for', async () => {
    await renewLibrary(desk, entries(2));
    const page = await open();
    await openDialog(page, [idOf(0)]);
    await page.select('[name=format]', 'zotero');
    zotero.loses = 'answer';
    await page.click('dialog .main');
    await untilEqual(() => zotero.items.map(({ id }) => id), [idOf(0)]);
    await page.close();

    zotero.loses = undefined;
    const { chosen } = zotero;
    zotero.chosen = { libraryName: 'Group', editable: false, id: null, name: 'Group' };
    const popup = await session.open('/src/popup/index.html', { width: 400, height: 600 });
    opened.push(popup);
    await popup.bringToFront();
    await popup.waitForSelector('form [name=format]');
    await popup.select('[name=format]', 'zotero');
    await popup.click('form [type=submit]');
    const said = () => textOf(popup, '.notice p');
    await untilEqual(
      said,
      'What is chosen in Zotero is read-only. Choose another library or collection there.',
    );
    expect(await isFocused(popup, 'form [type=submit]')).toBe(true);
    const isCut = await popup.$eval('.notice p', (p) => p.scrollWidth > p.clientWidth);
    expect(isCut, 'the notice is cut').toBe(false);
    zotero.chosen = chosen;
    await popup.click('form [type=submit]');
    await untilEqual(said, 'Sent to Zotero: 2 to My Library › To read.');
    expect(zotero.items.map(({ id }) => id)).toEqual([idOf(0), idOf(1)]);
    await popup.click('form [type=submit]');
    await untilEqual(said, 'All 2 papers were sent to Zotero before.');
    expect(zotero.items).toHaveLength(2);
  });

  it('writes by the pattern and the template that were typed on “Your data”', async () => {
    await renewLibrary(desk, [entry(0, { title: 'Alpha' }, { note: 'One.\n\nTwo.' })]);
    const data = await session.open('/src/data/index.html');
    opened.push(data);
    const type = async (selector: string, text: string): Promise<void> => {
      await data.bringToFront();
      await (await data.waitForSelector(selector))?.click();
      await data.$eval(selector, (field) => (field as HTMLInputElement).select());
      await data.keyboard.type(text);
    };
    await type('#keyPattern', '[id]');
    await untilEqual(() => textOf(data, '#key-example code'), '260100000');
    await type('#template', '---\nnote: |\n  {{note}}\ncites: {{key}}\n---\n{{title}}');
    await until(async () => (await textOf(data, '[role=status]')).includes('Saved'));
    await data.close();

    const page = await open();
    await openDialog(page);
    await page.select('[name=format]', 'bibtex');
    const bib = await fileFrom(() => page.click('dialog .main'), 'bib');
    expect(bib.toString()).toContain('@misc{260100000,\n');
    await openDialog(page);
    await page.select('[name=format]', 'markdown-files');
    const zip = await fileFrom(() => page.click('dialog .main'), 'zip');
    expect(Object.values(unzipSync(zip)).map((bytes) => strFromU8(bytes))).toEqual([
      '---\nnote: |\n  One.\n  \n  Two.\ncites: "260100000"\n---\nAlpha',
    ]);
  });

  it('writes every format to a file, and what was last chosen is one press away', async () => {
    await renewLibrary(desk, [
      entry(0, { title: 'Alpha & Co' }, { note: '100%', tags: ['nlp'] }),
      entry(1, { title: 'Beta' }),
    ]);
    const page = await open();
    const save = async (format: string, extension: string): Promise<Buffer> => {
      await openDialog(page);
      await page.select('[name=format]', format);
      return fileFrom(() => page.click('dialog .main'), extension);
    };
    for (const [format, extension, content] of FILES) {
      const text = (await save(format, extension)).toString();
      expect(text.replaceAll('\r', ''), format).toMatch(content);
      expect(text.match(/Alpha|2601\.00000/), format).not.toBeNull();
      expect(text.match(/Beta|2601\.00001/), format).not.toBeNull();
      await untilEqual(() => noticeOf(page), '2 papers saved to a file.');
    }
    const files = unzipSync(await save('markdown-files', 'zip'));
    expect(Object.keys(files)).toHaveLength(2);
    const [first] = Object.entries(files).filter(([name]) => name.includes('Alpha'));
    expect(strFromU8(first?.[1] as Uint8Array)).toMatch(
      /^---\n[\s\S]*title: "?Alpha & Co"?\n[\s\S]*\n---\n/,
    );

    // Of what is selected, in a page that is opened anew: nothing but the press. Chromium lets one
    // page save ten files in a second, which no reader's hand can do.
    const other = await open();
    await openDialog(other);
    await other.select('[name=format]', 'ris');
    await fileFrom(() => other.click('dialog .main'), 'ris');
    const next = await open();
    await openDialog(next, [idOf(1)]);
    expect(await textOf(next, 'dialog h2')).toBe('Export 1 paper');
    const ris = await fileFrom(() => next.keyboard.press('Enter'), 'ris');
    expect(ris.toString().match(/^TI {2}- .*/gm)).toEqual(['TI  - Beta']);
  });

  it('copies, also the next time', async () => {
    await renewLibrary(desk, entries(3));
    const page = await open();
    await openDialog(page, [idOf(0), idOf(2)]);
    await page.select('[name=format]', 'links');
    await page.click('dialog .buttons [type=button]');
    await untilEqual(() => noticeOf(page), '2 papers copied.');
    const links = 'https://arxiv.org/abs/2601.00000\nhttps://arxiv.org/abs/2601.00002\n';
    expect(await paste()).toBe(links);

    const next = await open();
    await openDialog(next, [idOf(1)]);
    expect(await textOf(next, 'dialog .main')).toBe('Copy');
    await next.keyboard.press('Enter');
    await untilEqual(() => noticeOf(next), '1 paper copied.');
    expect(await paste()).toBe('https://arxiv.org/abs/2601.00001\n');
  });

  it('gives a paper one citation key for good, whichever papers come and go', async () => {
    const [first, second] = [
      entry(0, { title: 'Attention again', seen: seenAt(TODAY) }),
      entry(1, { title: 'Attention again', seen: seenAt(TODAY - 1) }),
    ];
    await renewLibrary(desk, [first]);
    const page = await open();
    const keysIn = async (on: Page): Promise<string[]> => {
      await openDialog(on);
      await on.select('[name=format]', 'bibtex');
      const bib = await fileFrom(() => on.click('dialog .main'), 'bib');
      return [...bib.toString().matchAll(/^@\w+\{(.+),$/gm)].map(([, key]) => key as string);
    };
    expect(await keysIn(page)).toEqual(['okafor2024attention']);

    // A paper that was seen before it, and would have had that key.
    const { ok } = await send(desk, 'mark', second.paper, { starred: TODAY - 60_000 });
    expect(ok).toBe(true);
    await until(() => page.evaluate((s) => document.querySelector(s) !== null, row(idOf(1))));
    const [kept, other] = await keysIn(page);
    expect(kept).toBe('okafor2024attention');
    expect(other).toMatch(/^okafor2024attention-\w{3}$/);

    await send(desk, 'remove', [idOf(0)]);
    const next = await open();
    await until(async () => (await next.$$('[role=row]')).length === 1);
    expect(await keysIn(next)).toEqual([other]);
    await sendTo(next);
    await untilEqual(() => noticeOf(next), 'Sent to Zotero: 1 to My Library › To read.');
    expect(zotero.items[0]?.extra).toContain(`Citation Key: ${other}\n`.trim());
    // The note in Obsidian cites by the same key.
    await makeNote(next);
    expect(await paste()).toMatch(new RegExp(`\nciteke?y: "?${other}"?\n`));
  });

  it('makes a note in Obsidian of what it put into the clipboard', async () => {
    await renewLibrary(desk, [
      entry(0, { title: 'A: "quoted" / title?' }, { note: 'Mine.', tags: ['nlp'] }),
    ]);
    const page = await open();
    const address = await makeNote(page);
    expect(address).toMatch(/^obsidian:\/\/new\?file=[^&]+&clipboard&silent=true$/);
    const file = new URL(address).searchParams.get('file') ?? '';
    expect(file).toContain('quoted');
    expect(file).not.toMatch(/[:?"/]/);
    expect(await noticeOf(page)).toBe('Handed to Obsidian.');
    const note = await paste();
    expect(note).toMatch(/^---\n[\s\S]*\n---\n/);
    for (const part of ['quoted', 'Mine.', 'nlp', '2601.00000']) expect(note).toContain(part);
    expect(page.url()).toContain(LIST);
  });

  it('lets papers be dragged out, as text and as links', async () => {
    await renewLibrary(desk, entries(501));
    const page = await open();
    await openDialog(page);
    await page.select('[name=format]', 'ris');
    await fileFrom(() => page.click('dialog .main'), 'ris');
    await listenToDrag(page);

    const links = ['https://arxiv.org/abs/2601.00001'];
    await untilDragged(page, idOf(1), { links, papers: ['Paper 1'], effect: 'copy' });
    // Not a part of what is selected.
    await page.keyboard.down('Control');
    await page.keyboard.press('a');
    await page.keyboard.up('Control');
    await until(async () => /501/.test(await textOf(page, '.bulk [role=status]')));
    await dragOff(page, idOf(2));
    await untilEqual(
      () => noticeOf(page),
      'At most 500 papers can be dragged at once. “Export” takes them all.',
    );
    // Also those that were never in view.
    await page.click(row(idOf(0), '.pick'));
    await until(async () => /500/.test(await textOf(page, '.bulk [role=status]')));
    await untilDragged(page, idOf(2), {
      links: Array.from({ length: 500 }, (_, n) => entry(n + 1).paper.links.page),
      papers: Array.from({ length: 500 }, (_, n) => `Paper ${n + 1}`),
      effect: 'copy',
    });
  });
});

/** The build of Chromium with access to Zotero from the start: no driver can press its question's button. */
function allowZotero(dist: string): string {
  cpSync(distOf('chromium'), dist, { recursive: true });
  const file = join(dist, 'manifest.json');
  const { optional_host_permissions: optional, ...manifest } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  manifest.host_permissions.push(...optional);
  writeFileSync(file, JSON.stringify(manifest));
  return dist;
}
