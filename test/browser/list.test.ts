import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tick } from '../../src/paper/clock';
import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/ids';
import type { Mark } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';
import { makeEntry } from '../formats/entries';
import { violationsOf } from './harness/axe';
import { findBrowser, type Kind } from './harness/find-browser';
import { breakLibrary, countOnDisk, markOnDisk, renewLibrary, send } from './harness/library';
import { launch, type OpenOptions, type Session, until } from './harness/session';

const KINDS: Kind[] = ['chromium', 'firefox'];
const LIST = '/src/list/index.html';
const TODAY = Date.UTC(2026, 10, 24);

const idOf = (n: number): PaperId => `arxiv:2601.${String(n).padStart(5, '0')}` as PaperId;

/** The n-th paper of a library; starred the earlier the greater n is. */
function entry(n: number, paper: Partial<Paper> = {}, mark: Partial<Mark> = {}): Entry {
  const id = idOf(n);
  const at = TODAY - n * 60_000;
  const stamp = tick(undefined, at, 'aaaaaaaa');
  const page = `https://arxiv.org/abs/${id.slice('arxiv:'.length)}`;
  return makeEntry(
    { id, title: `Paper ${n}`, authors: ['Ines Okafor'], links: { page }, ...paper },
    { starredAt: at, seq: 100_000 - n, times: { starred: stamp }, ...mark },
  );
}

const entries = (count: number): Entry[] => Array.from({ length: count }, (_, n) => entry(n));

/** What a reader sees of the list. */
interface Seen {
  readonly status: string;
  readonly titles: string[];
  /** Of the row that the reader is at. */
  readonly current: string;
  readonly selected: number;
  readonly detail: string;
  readonly notice: string;
  readonly address: string;
}

function look(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
    const rows = [...document.querySelectorAll<HTMLElement>('[role=row]')].sort(
      (a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex),
    );
    const titleOf = (row: Element | null | undefined) =>
      row?.querySelector('.title')?.textContent ?? '';
    const grid = document.querySelector('[role=grid]');
    const active = grid?.getAttribute('aria-activedescendant');
    return {
      status: text('main [role=status]'),
      titles: rows.map(titleOf),
      current: titleOf(active ? document.getElementById(active) : null),
      selected: Number(/[\d,.]+/.exec(text('.bulk [role=status]'))?.[0].replace(/\D/g, '') ?? 0),
      detail: text('.detail h2'),
      notice: text('.notice [role=status]'),
      address: location.search,
    };
  });
}

/** Waits until what is seen has these parts, and shows both where it never has. */
async function untilSeen(page: Page, expected: Partial<Seen>, timeout?: number): Promise<void> {
  let last: Seen | undefined;
  const isSo = async (): Promise<boolean> => {
    last = await look(page);
    return Object.entries(expected).every(
      ([key, value]) => JSON.stringify(last?.[key as keyof Seen]) === JSON.stringify(value),
    );
  };
  await until(isSo, timeout).catch(() => expect(last).toMatchObject(expected));
}

const row = (id: PaperId, inside = ''): string => `[data-paper="${id}"] ${inside}`;
const noteOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector<HTMLTextAreaElement>('.detail textarea')?.value ?? '');
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key as 'a');
};
const titlesFrom = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => `Paper ${from + i}`);

describe.each(KINDS)('the list page in %s', (kind) => {
  let session: Session;
  /** A page of the extension that stays open, to look into the library and to change it. */
  let desk: Page;
  const opened: Page[] = [];

  async function open(search = '', options: OpenOptions = {}): Promise<Page> {
    const page = await session.open(LIST + search, options);
    opened.push(page);
    await until(() =>
      page.evaluate(() => document.querySelector('[role=row], .state, .failed') !== null),
    );
    await page.bringToFront();
    return page;
  }
  const onDisk = (id: PaperId) => markOnDisk(desk, id);

  beforeAll(async () => {
    expect(findBrowser(kind), `${kind} is installed`).toBeDefined();
    session = await launch(kind, { staysAwake: true });
    desk = await session.open('/src/options/index.html');
  });
  beforeEach(async () => {
    await desk.evaluate(() => localStorage.clear());
    await renewLibrary(desk, []);
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close().catch(() => undefined);
  });
  afterAll(async () => {
    await session?.close();
  });

  it('teaches before the first star, and shows it when it comes', async () => {
    const page = await open();
    await until(() => page.evaluate(() => document.querySelector('.teach ol') !== null));
    expect(await violationsOf(page)).toEqual([]);
    const { paper } = entry(1, { title: 'The first' });
    expect(await send(desk, 'mark', paper, { starred: true })).toMatchObject({ ok: true });
    await untilSeen(page, { titles: ['The first'], status: '1 starred', detail: 'The first' });
  });

  it('keeps query, view and order in the address, and Back goes back', async () => {
    const made = [
      entry(1, { title: 'Sparse attention' }),
      entry(2, { title: 'Dense attention', published: '2024-05-01' }),
      entry(3, { title: 'Unstarred attention' }, { starredAt: undefined as never, readAt: TODAY }),
      entry(4, { title: 'Optics' }),
    ];
    await renewLibrary(desk, made);
    const page = await open('?view=all&q=attention&order=title');
    const titles = ['Dense attention', 'Sparse attention', 'Unstarred attention'];
    await untilSeen(page, { titles, status: '3 found' });
    expect(await page.$$eval('.title mark', (marks) => marks.map((m) => m.textContent))).toEqual(
      titles.map(() => 'attention'),
    );
    await page.click('.side a[href*="view=read"]');
    await untilSeen(page, {
      titles: ['Unstarred attention'],
      address: '?view=read&order=title',
      status: '1 read',
    });
    await press(page, '/');
    await page.keyboard.type('auhor:x opt');
    await untilSeen(page, { address: '?view=read&q=auhor%3Ax+opt&order=title' });
    const mistake = () =>
      page.evaluate(() => [
        document.querySelector('.mirror mark')?.textContent,
        document.querySelector('#mistake')?.textContent,
        document.querySelector('[type=search]')?.getAttribute('aria-invalid'),
      ]);
    expect(await mistake()).toEqual([
      'auhor',
      expect.stringContaining('“auhor” is no field'),
      'true',
    ]);
    // However many keys the query took, it is one step.
    await page.evaluate(() => history.back());
    await untilSeen(page, { titles: ['Unstarred attention'], address: '?view=read&order=title' });
    expect((await mistake())[1]).toBe('');
    await page.evaluate(() => history.back());
    await untilSeen(page, { titles, address: '?view=all&q=attention&order=title' });
    await page.click('.side a[href*="view=all"]');
    await untilSeen(page, { status: '4 papers' });
    const { address } = await look(page);
    await untilSeen(await open(address), { status: '4 papers', address: '?view=all&order=title' });
  });

  it('is walked with the keyboard alone', async () => {
    await renewLibrary(desk, entries(200));
    const page = await open();
    await untilSeen(page, { current: 'Paper 0', detail: 'Paper 0', status: '200 starred' });
    await press(page, 'j', 'j', 'ArrowDown', 'k');
    await untilSeen(page, { current: 'Paper 2', detail: 'Paper 2' });
    await press(page, 'r');
    await until(async () => (await onDisk(idOf(2)))?.readAt !== undefined);
    await press(page, 'z');
    await until(async () => (await onDisk(idOf(2)))?.readAt === undefined);

    // A star that goes leaves its row where it is, until the next question.
    await press(page, 's');
    await until(async () => (await onDisk(idOf(2)))?.starredAt === undefined);
    await untilSeen(page, { current: 'Paper 2', notice: '1 paper no longer starred.' });
    await press(page, 'z');
    await until(async () => (await onDisk(idOf(2)))?.starredAt === TODAY - 120_000);

    await press(page, 'End');
    await untilSeen(page, { current: 'Paper 199' });
    const position = await page.evaluate(() => {
      const grid = document.querySelector('[role=grid]') as HTMLElement;
      const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
      const [box, list] = [active?.getBoundingClientRect(), grid.getBoundingClientRect()];
      return {
        rows: document.querySelectorAll('[role=row]').length < 60,
        count: grid.ariaRowCount ?? grid.getAttribute('aria-rowcount'),
        index: active?.getAttribute('aria-rowindex'),
        isSeen: box !== undefined && box.bottom <= list.bottom + 1 && box.top >= list.top - 1,
        focus: document.activeElement?.getAttribute('role'),
      };
    });
    expect(position).toEqual({
      rows: true,
      count: '200',
      index: '200',
      isSeen: true,
      focus: 'grid',
    });
    await press(page, 'Home');
    await untilSeen(page, { current: 'Paper 0' });
    await press(page, 'PageDown');
    const down = Number((await look(page)).current.replace(/\D/g, ''));
    expect(down).toBeGreaterThan(3);
    await press(page, 'PageUp');
    await untilSeen(page, { current: 'Paper 0' });

    await press(page, ' ');
    await untilSeen(page, { selected: 1 });
    await page.keyboard.down('Shift');
    await press(page, 'ArrowDown', 'ArrowDown');
    await page.keyboard.up('Shift');
    await untilSeen(page, { selected: 3, current: 'Paper 2' });
    await page.keyboard.down('Control');
    await press(page, 'a');
    await page.keyboard.up('Control');
    await untilSeen(page, { selected: 200 });
    await press(page, 'Escape');
    await untilSeen(page, { selected: 0 });

    await press(page, '/');
    await page.keyboard.type('Paper 19');
    await untilSeen(page, { status: '11 found' });
    await press(page, 'Enter', 'j');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
    await press(page, 'n');
    await until(() => page.evaluate(() => document.activeElement?.tagName === 'TEXTAREA'));
    await page.keyboard.type('see *this*');
    const { current } = await look(page);
    const id = idOf(Number(current.replace(/\D/g, '')));
    await until(async () => (await onDisk(id))?.note === 'see *this*');
    await press(page, 'Escape', 't');
    await until(() =>
      page.evaluate(() => document.activeElement?.getAttribute('role') === 'combobox'),
    );
    await page.keyboard.type('later,');
    await until(async () => (await onDisk(id))?.tags?.join() === 'later');
    await press(page, 'Escape', 'Escape', '?');
    await until(() => page.evaluate(() => document.querySelector('dialog[open] kbd') !== null));
    expect(await violationsOf(page)).toEqual([]);
    await press(page, 'Escape');
    await until(() => page.evaluate(() => document.querySelector('dialog') === null));
    await press(page, 'Enter');
    await until(() => page.evaluate(() => document.activeElement?.id === 'detail-title'));
  });

  it('opened twice, shows in both what either does, and keeps both of two notes', async () => {
    await renewLibrary(desk, entries(3));
    const [one, other] = [await open(), await open()];
    await one.bringToFront();
    await one.hover(row(idOf(1)));
    await one.waitForSelector(row(idOf(1), '.acts .read'));
    await one.click(row(idOf(1), '.acts .read'));
    await until(() =>
      other.evaluate((s) => document.querySelector(s) !== null, `${row(idOf(1)).trim()}.read`),
    );

    // Two editors of one note, each with text that the other has not seen.
    await one.click('.detail textarea');
    await one.keyboard.type('from one');
    await until(async () => (await noteOf(other)) === 'from one');
    await other.bringToFront();
    await other.click('.detail textarea');
    await press(other, 'End');
    await other.keyboard.type(', from the other');
    await until(async () => (await noteOf(one)) === 'from one, from the other');
    await until(async () => (await onDisk(idOf(0)))?.note === 'from one, from the other');

    await other.click('.detail [role=combobox]');
    await other.keyboard.type('shared');
    await press(other, 'Enter');
    await until(() =>
      one.evaluate(
        (s) => document.querySelector(s)?.textContent === 'shared',
        row(idOf(0), '.chip'),
      ),
    );
    await until(() =>
      one.evaluate(() => document.querySelector('.tags a')?.textContent === 'shared1'),
    );
  });

  it('saves what a closed page left of a paper that has another name since', async () => {
    const alias = 'doi:10.1000/left';
    const paper = { ...entry(1).paper, aliases: [alias] };
    await send(desk, 'mark', paper, { starred: true, note: { text: 'old', was: '' } });
    await desk.evaluate((key) => {
      localStorage.setItem(key, JSON.stringify({ text: 'left in the middle', was: '' }));
    }, `note-draft:closed:${alias}`);
    const page = await open();
    await until(async () => (await onDisk(idOf(1)))?.note === 'left in the middle\n\nold');
    await until(async () => (await noteOf(page)) === 'left in the middle\n\nold');
    expect(await desk.evaluate(() => localStorage.length)).toBe(0);
  });

  it('follows what is done elsewhere while it is scrolled and while a note is typed', async () => {
    await renewLibrary(desk, entries(400));
    const page = await open();
    await untilSeen(page, { status: '400 starred' });
    await page.click('.detail textarea');
    await page.keyboard.type('mine');
    // While it is typed: a tag, a mark and text of the same paper, and a paper that was not here.
    const first = entry(0).paper;
    await send(desk, 'mark', first, { read: true, tags: { elsewhere: true } });
    await page.keyboard.type(' goes on');
    await until(async () => {
      const mark = await onDisk(idOf(0));
      return (
        mark?.note === 'mine goes on' && mark.tags?.[0] === 'elsewhere' && mark.readAt !== undefined
      );
    });
    expect(await noteOf(page)).toBe('mine goes on');
    await until(() =>
      page.evaluate((s) => document.querySelector(s) !== null, `${row(idOf(0)).trim()}.read`),
    );

    const scrollTo = (top: number) =>
      page.evaluate((to) => {
        const grid = document.querySelector('[role=grid]') as HTMLElement;
        grid.scrollTop = to;
      }, top);
    await scrollTo(8_000);
    await until(() =>
      page.evaluate((s) => document.querySelector(s) !== null, row(idOf(102), '.title')),
    );
    const topOf = (id: PaperId) =>
      page.evaluate((s) => document.querySelector(s)?.getBoundingClientRect().top, row(id));
    const before = await topOf(idOf(102));
    const fresh = entry(9_000, { title: 'Came in above' });
    await send(desk, 'mark', fresh.paper, { starred: true });
    await send(desk, 'mark', entry(102).paper, { starred: false });
    await untilSeen(page, { status: '400 starred' });
    await until(() =>
      page.evaluate(
        () => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '401',
      ),
    );
    // It came in, and nothing moved under the reader's eyes; the row that lost its star is still there.
    expect(await topOf(idOf(102))).toBe(before);
    await scrollTo(0);
    await until(async () => (await look(page)).titles[0] === 'Came in above');
    expect(await noteOf(page)).toBe('mine goes on');
  });

  it('shows hard papers as they are', async () => {
    const authors = Array.from({ length: 5_000 }, (_, i) => `Author Number ${i}`);
    await renewLibrary(desk, [
      entry(0, {
        title: '<b>Bold</b> <img src=x onerror=alert(1)> &amp;',
        abstract: '<script>1</script>',
      }),
      entry(1, { title: 'تعلم التمثيلات العميقة', authors: ['سارة حسن'] }),
      entry(2, { title: '大規模言語モデルの評価', authors: ['田中 裕樹'] }),
      entry(3, { title: 'A detector', authors }),
      entry(4, { title: '', authors: [], links: { page: 'javascript:alert(1)' } }),
      entry(
        5,
        { title: 'Learning $O(n^2)$' },
        { note: '<i>no</i> [x](javascript:alert(1)) **yes** https://example.org/ok' },
      ),
    ]);
    const page = await open();
    const titles = [
      '<b>Bold</b> <img src=x onerror=alert(1)> &amp;',
      'تعلم التمثيلات العميقة',
      '大規模言語モデルの評価',
      'A detector',
      idOf(4),
    ];
    await until(async () => (await look(page)).titles.length === 6);
    expect((await look(page)).titles.slice(0, 5)).toEqual(titles);
    expect(
      await page.evaluate(
        (rtl, ltr) =>
          [rtl, ltr].map((s) => getComputedStyle(document.querySelector(s) as Element).direction),
        row(idOf(1), '.paper'),
        row(idOf(2), '.paper'),
      ),
    ).toEqual(['rtl', 'ltr']);
    // The pane beside the list comes after the rows.
    await until(() => page.evaluate(() => document.querySelector('.abstract') !== null));
    expect(await page.evaluate(() => document.querySelector('.abstract')?.textContent)).toBe(
      '<script>1</script>',
    );

    await page.click(row(idOf(3), '.title'));
    await untilSeen(page, { detail: 'A detector' });
    await page.click('.authors button');
    await until(() =>
      page.evaluate(
        () =>
          document.querySelector('.authors')?.textContent?.includes('Author Number 4999') === true,
      ),
    );
    await page.click(row(idOf(4), '.title'));
    await untilSeen(page, { detail: idOf(4) });
    expect(
      await page.$$eval(
        '.detail a',
        (links) => links.filter((a) => !/^https?:/.test(a.href)).length,
      ),
    ).toBe(0);

    await page.click(row(idOf(5), '.title'));
    await until(() => page.evaluate(() => document.querySelector('.detail h2 math') !== null));
    await page.click('.note-pane .switch button:last-child');
    await until(() => page.evaluate(() => document.querySelector('.prose strong') !== null));
    expect(
      await page.evaluate(() => ({
        text: document.querySelector('.prose')?.textContent,
        links: [...document.querySelectorAll<HTMLAnchorElement>('.prose a')].map((a) => a.href),
        html: document.querySelector('.prose i'),
      })),
    ).toEqual({
      text: '<i>no</i> x yes https://example.org/ok',
      links: ['https://example.org/ok'],
      html: null,
    });
  });

  it('does the same to thousands at once, and undoes it as one', async () => {
    await renewLibrary(desk, entries(1_100));
    const page = await open();
    await untilSeen(page, { status: '1,100 starred' });
    await page.click(row(idOf(1), '.pick'));
    await page.keyboard.down('Shift');
    await page.click(row(idOf(4), '.pick'));
    await page.keyboard.up('Shift');
    await untilSeen(page, { selected: 4 });
    await page.click('.bulk .plain');
    await untilSeen(page, { selected: 1_100 });
    await page.click('.bulk .tag');
    await page.waitForSelector('dialog [role=combobox]:focus');
    await page.keyboard.type('all of them');
    await press(page, 'Enter');
    const tagged = () => countOnDisk(desk, 'all of them');
    await until(async () => (await tagged()).tagged === 1_100, 30_000);
    await untilSeen(page, { notice: '1,100 papers tagged.' });
    await press(page, 'z');
    await until(async () => (await tagged()).tagged === 0, 30_000);
    await untilSeen(page, { notice: 'Undone.' });

    await press(page, 's');
    await untilSeen(page, { notice: '1,100 papers no longer starred.' }, 30_000);
    expect((await onDisk(idOf(1_099)))?.starredAt).toBeUndefined();
    await press(page, 'z');
    await untilSeen(page, { notice: 'Undone.' }, 30_000);
    // Each at its own time.
    expect((await onDisk(idOf(1_099)))?.starredAt).toBe(TODAY - 1_099 * 60_000);
  });

  it('removes into a bin, from which all comes back until it is emptied', async () => {
    await renewLibrary(desk, entries(6));
    const page = await open();
    await untilSeen(page, { titles: titlesFrom(0, 6) });
    await press(page, 'j', 'Delete');
    await untilSeen(page, {
      titles: ['Paper 0', 'Paper 2', 'Paper 3', 'Paper 4', 'Paper 5'],
      current: 'Paper 2',
      notice: '1 paper moved to the bin.',
    });
    expect(await onDisk(idOf(1))).toBeUndefined();
    await press(page, 'z');
    await untilSeen(page, { titles: titlesFrom(0, 6), current: 'Paper 1' });

    await page.keyboard.down('Control');
    await press(page, 'a');
    await page.keyboard.up('Control');
    await page.click('.bulk .bin');
    await untilSeen(page, { titles: [], notice: '6 papers moved to the bin.' });
    await page.click('.side a[href*="view=bin"]');
    await untilSeen(page, { status: '6 in the bin; kept for 30 days' });
    expect(await violationsOf(page)).toEqual([]);
    await page.click(row(idOf(2), '.title'));
    await page.click('.detail .restore');
    await until(async () => (await onDisk(idOf(2)))?.starredAt === TODAY - 120_000);
    await untilSeen(page, { status: '5 in the bin; kept for 30 days' });

    await page.click('.line .plain');
    await page.waitForSelector('dialog .danger');
    expect(await page.$eval('dialog p', (p) => p.textContent)).toContain('5 papers');
    await page.click('dialog .danger');
    await untilSeen(page, { notice: '5 papers deleted.' });
    await until(() => page.evaluate(() => document.querySelector('.state') !== null));
    await page.click('.side a');
    await untilSeen(page, { titles: ['Paper 2'] });
  });

  it('renames, merges, colours and deletes tags, and keeps searches', async () => {
    const tagged = (n: number, ...tags: string[]) => entry(n, {}, { tags });
    await renewLibrary(desk, [tagged(0, 'old'), tagged(1, 'old', 'new'), tagged(2, 'new')]);
    const page = await open();
    const tags = () => page.$$eval('.tags a', (links) => links.map((a) => a.textContent));
    await until(async () => (await tags()).join() === 'new2,old2');
    const edit = async (name: string): Promise<void> => {
      await page.evaluate((label) => {
        const buttons = [...document.querySelectorAll<HTMLElement>('.tags .edit')];
        buttons.find((button) => button.ariaLabel === label)?.click();
      }, `Edit “${name}”`);
      await page.waitForSelector('dialog input');
    };
    await edit('old');
    await page.click('dialog input', { count: 3 });
    await page.keyboard.type('new');
    expect(await page.$eval('dialog .soft', (p) => p.textContent)).toContain('2 papers');
    await press(page, 'Enter');
    await until(async () => (await tags()).join() === 'new3');
    await press(page, 'z');
    await until(async () => (await tags()).join() === 'new2,old2');
    expect((await onDisk(idOf(1)))?.tags?.slice().sort()).toEqual(['new', 'old']);
    expect((await onDisk(idOf(0)))?.tags).toEqual(['old']);

    await edit('new');
    await page.click('dialog [value=violet]');
    await press(page, 'Enter');
    await until(() =>
      page.evaluate(
        (s) => (document.querySelector(s) as HTMLElement)?.dataset.colour === 'violet',
        row(idOf(2), '.chip'),
      ),
    );
    await edit('new');
    await page.click('dialog .danger');
    await until(async () => (await tags()).join() === 'old2');

    await page.click('.tags a');
    await untilSeen(page, { address: '?view=all&q=tag%3Aold', status: '2 found' });
    await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.side .heading button')].at(-1)?.click(),
    );
    await page.waitForSelector('dialog input');
    await page.click('dialog input', { count: 3 });
    await page.keyboard.type('Old ones');
    await press(page, 'Enter');
    const again = await open();
    // Found and pressed at once: the tags, which come at about this time, draw the list anew.
    const pressSaved = () =>
      again.evaluate(() => {
        const links = [...document.querySelectorAll<HTMLElement>('.side ul a')];
        const saved = links.find((link) => link.textContent === 'Old ones');
        saved?.click();
        return saved !== undefined;
      });
    await until(pressSaved);
    await untilSeen(again, { address: '?view=all&q=tag%3Aold' });
  });

  it('says so when the library goes away under it, and loses nothing', async () => {
    await renewLibrary(desk, entries(5));
    const page = await open();
    await untilSeen(page, { titles: titlesFrom(0, 5) });
    await page.click('.detail textarea');
    await page.keyboard.type('before');
    await until(async () => (await onDisk(idOf(0)))?.note === 'before');
    await breakLibrary(desk);
    await until(() => page.evaluate(() => document.querySelector('.failed[role=alert]') !== null));
    expect(await violationsOf(page)).toEqual([]);
    // What is shown stays, and what is typed is kept.
    await untilSeen(page, { titles: titlesFrom(0, 5) });
    await page.keyboard.type(' and after');
    await until(() => page.evaluate(() => document.querySelector('.note [role=alert]') !== null));
    expect(await noteOf(page)).toBe('before and after');

    await renewLibrary(desk, entries(5));
    await page.click('.failed button');
    await until(() => page.evaluate(() => document.querySelector('.failed') === null));
    await page.click('.note [role=alert] button');
    await until(async () => (await onDisk(idOf(0)))?.note === 'before and after');
    await until(() => page.evaluate(() => document.querySelector('.note [role=alert]') === null));

    await breakLibrary(desk);
    const broken = await open();
    await until(() =>
      broken.evaluate(() => document.querySelector('.failed[role=alert]') !== null),
    );
  });

  // Of Firefox nothing here can say which scheme it is to show.
  const schemes = kind === 'chromium' ? (['light', 'dark'] as const) : ([undefined] as const);
  it.each(schemes)('has nothing that axe finds (%s)', async (scheme) => {
    await renewLibrary(desk, [
      entry(
        0,
        { abstract: 'An abstract.', categories: ['cs.CL'] },
        { tags: ['a', 'b'], note: 'A note' },
      ),
      entry(1, {}, { readAt: TODAY }),
      entry(2),
    ]);
    for (const width of [1_400, 420]) {
      const page = await open('', { width, ...(scheme ? { scheme } : {}) });
      await until(() => page.evaluate(() => document.querySelector('.tags .dot') !== null));
      expect(await violationsOf(page)).toEqual([]);
      await page.click(row(idOf(1), '.pick'));
      await untilSeen(page, { selected: 1 });
      expect(await violationsOf(page)).toEqual([]);
      await page.click(row(idOf(0), '.title'));
      await until(() =>
        page.evaluate(() => document.querySelector('.detail textarea')?.checkVisibility() === true),
      );
      // Where it comes over the list, it is there for good.
      await until(() => page.evaluate(() => document.getAnimations().length === 0));
      expect(await violationsOf(page)).toEqual([]);
    }
  });
});
