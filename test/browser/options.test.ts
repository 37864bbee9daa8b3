import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import { DEFAULT_KEYS } from '../../src/storage/keys';
import { DAILY, PAPERS, putSample, RECENT } from '../demo/sample';
import { violationsOf } from './harness/axe';
import { findBrowser, type Kind } from './harness/find-browser';
import { cardsOf, press, pressBar, untilReady } from './harness/overlay';
import { launch, type Session } from './harness/session';
import { until } from './harness/wait';
import { startWeb, type Web } from './harness/web';

const KINDS: Kind[] = ['chromium', 'firefox'];
const OPTIONS = '/src/options/index.html';
const idAt = (i: number): string => `arxiv:${PAPERS[i]?.id}`;

interface Api {
  readonly browser: {
    readonly extension: { getViews(of: { type: 'tab' }): Window[] };
    readonly storage: {
      readonly local: {
        get(keys: null): Promise<Record<string, unknown>>;
        set(values: Record<string, unknown>): Promise<void>;
        remove(keys: string[]): Promise<void>;
      };
    };
  };
}

/** The settings as they are stored, by name. */
async function storedOf(page: Page): Promise<Record<string, unknown>> {
  const stored = await page.evaluate(() =>
    (globalThis as unknown as Api).browser.storage.local.get(null),
  );
  const settings = Object.entries(stored).filter(([key]) => key.startsWith('setting:'));
  return Object.fromEntries(settings.map(([key, value]) => [key.slice('setting:'.length), value]));
}

const isOn = (page: Page, name: string): Promise<boolean> =>
  page.$eval(`[name="${name}"]`, (box) => (box as HTMLInputElement).checked);

const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent ?? '');

/** The key of a command, as the page shows it. */
const keyOf = (page: Page, command: string): Promise<string> =>
  textOf(page, `[data-command=${command}] .keys`);

const focusedIn = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((inside) => document.activeElement?.matches(inside) ?? false, selector);

async function turn(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  await page.click(`[name="${name}"]`);
}

describe.each(KINDS)('the options page in %s', (kind) => {
  let web: Web;
  let session: Session;
  /** Stays open, to look into the storage and to empty it. */
  let desk: Page;
  const opened: Page[] = [];
  const errors: string[] = [];

  async function open(address: string, options = {}): Promise<Page> {
    const page = await session.open(address, options);
    page.on('pageerror', (error) => errors.push(String(error)));
    opened.push(page);
    return page;
  }
  async function openOptions(options = {}): Promise<Page> {
    const page = await open(OPTIONS, options);
    await page.waitForSelector('main');
    return page;
  }
  const untilStored = (name: string, value: unknown): Promise<void> =>
    until(async () => isDeepStrictEqual((await storedOf(desk))[name], value));
  const store = (values: Record<string, unknown>): Promise<void> =>
    desk.evaluate(
      (settings) => (globalThis as unknown as Api).browser.storage.local.set(settings),
      Object.fromEntries(Object.entries(values).map(([name, value]) => [`setting:${name}`, value])),
    );

  beforeAll(async () => {
    expect(findBrowser(kind), `${kind} is installed`).toBeDefined();
    web = await startWeb();
    putSample(web);
    session = await launch(kind, { port: web.port });
    desk = await session.open('/src/popup/index.html');
  });
  beforeEach(async () => {
    const keys = Object.keys(await storedOf(desk)).map((name) => `setting:${name}`);
    await desk.evaluate(
      (all) => (globalThis as unknown as Api).browser.storage.local.remove(all),
      keys,
    );
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close().catch(() => undefined);
    expect(errors.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await session?.close();
    await web?.close();
  });

  it('opens with what is stored, and with the default where that is damaged', async () => {
    await store({
      readOnOpen: 'no',
      readAfterSeconds: -5,
      readWhenPassed: true,
      readInPrivate: null,
      keysOn: [],
      keys: { next: 5, star: 'Tab', help: 'F1', undo: 'u' },
      'on:arxiv': {},
      'hideRead:arxiv': false,
      'hideAs:arxiv': 'gone',
      'hideAs:huggingface': 'folded',
    });
    const page = await openOptions();
    const switches = await page.$$eval('[role=switch]', (all) =>
      all.map((one) => [one.getAttribute('name'), (one as HTMLInputElement).checked]),
    );
    expect(Object.fromEntries(switches)).toEqual({
      'on:huggingface': true,
      'hideRead:huggingface': true,
      'on:arxiv': true,
      'hideRead:arxiv': false,
      readOnOpen: true,
      readAfterSeconds: false,
      readWhenPassed: true,
      readInPrivate: false,
      keysOn: true,
    });
    const chosen = await page.$$eval('[type=radio]:checked', (all) =>
      all.map((one) => `${one.getAttribute('name')} ${one.getAttribute('value')}`),
    );
    expect(chosen).toEqual(['hideAs:huggingface folded', 'hideAs:arxiv hidden']);
    const keys = await page.$$eval('.keys', (all) => all.map((one) => one.textContent));
    expect(keys.join()).toBe('j,k,s,r,x,n,o,Shift O,h,u,?');
    // What is chosen now replaces the damage.
    await turn(page, 'keysOn');
    await untilStored('keysOn', false);
  });

  it('is a press away from the popup', async () => {
    // The extension knows its tabs; the browser's own list has no addresses of them in Firefox.
    const countOptions = (close: boolean): Promise<number> =>
      desk.evaluate(
        (path, isLast) => {
          const views = (globalThis as unknown as Api).browser.extension.getViews({ type: 'tab' });
          const found = views.filter((view) => view.location.pathname === path);
          if (isLast) for (const view of found) view.close();
          return found.length;
        },
        OPTIONS,
        close,
      );
    expect(await countOptions(false)).toBe(0);
    await desk.bringToFront();
    await desk.click('footer .options');
    await until(async () => (await countOptions(false)) === 1);
    await countOptions(true);
    await until(async () => (await countOptions(false)) === 0);
  });

  it('acts at once in a digest that is open', async () => {
    const digest = await open(RECENT);
    const other = await open(DAILY);
    await Promise.all([untilReady(digest), untilReady(other)]);
    const stateIn = async (page: Page, i: number) =>
      (await cardsOf(page)).find(({ id }) => id === idAt(i));
    await press(digest, idAt(0), 'Read');
    await until(async () => (await stateIn(other, 0))?.read === true);
    await digest.reload({ waitUntil: 'domcontentloaded' });
    await until(async () => (await stateIn(digest, 0))?.hidden === true);

    const options = await openOptions();
    await turn(options, 'readOnOpen');
    await turn(options, 'hideRead:arxiv');
    await until(async () => (await stateIn(digest, 0))?.hidden === false);
    await turn(options, 'hideRead:arxiv');
    await until(async () => (await stateIn(digest, 0))?.hidden === true);

    // The digest has heard of both by now: what came second shows. Opening a paper leaves it unread:
    // a star that is sent after it arrives without a read mark before it.
    const openFrom = async (i: number): Promise<void> => {
      await digest.bringToFront();
      await Promise.all([
        digest.waitForNavigation({ waitUntil: 'domcontentloaded' }),
        digest.click(`[data-dogear="${idAt(i)}"] a[title=Abstract]`),
      ]);
      await untilReady(digest);
    };
    await openFrom(2);
    await press(digest, idAt(2), 'Star');
    await until(async () => (await stateIn(other, 2))?.starred === true);
    expect((await stateIn(other, 2))?.read).toBe(false);

    await turn(options, 'readOnOpen');
    await untilStored('readOnOpen', true);
    await digest.goto(RECENT, { waitUntil: 'domcontentloaded' });
    await untilReady(digest);
    await openFrom(3);
    await until(async () => (await stateIn(other, 3))?.read === true);
  });

  it('follows the bar of a digest and another options page, and is heard by both', async () => {
    const [one, two] = [await openOptions(), await openOptions()];
    const digest = await open(RECENT);
    await untilReady(digest);
    await pressBar(digest, 'input');
    for (const page of [one, two]) await until(async () => !(await isOn(page, 'hideRead:arxiv')));
    await turn(one, 'readAfterSeconds');
    await until(() => isOn(two, 'readAfterSeconds'));
    await two.bringToFront();
    await two.click('[name="hideAs:huggingface"][value=dimmed]');
    await until(() =>
      one.$eval(
        '[name="hideAs:huggingface"][value=dimmed]',
        (it) => (it as HTMLInputElement).checked,
      ),
    );
    await two.click('[name=layout-left]');
    await until(async () => (await keyOf(one, 'next')) === 'f');
    expect(await storedOf(desk)).toMatchObject({
      'hideRead:arxiv': false,
      readAfterSeconds: 10,
      'hideAs:huggingface': 'dimmed',
    });
  });

  it('says that a change is saved, and what a wrong number is', async () => {
    const page = await openOptions();
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(globalThis, { said });
      const status = document.querySelector('[role=status]') as Element;
      new MutationObserver((records) => {
        const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
        said.push(...added.map((node) => node.textContent ?? ''));
      }).observe(status, { childList: true });
    });
    const said = () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    await turn(page, 'readWhenPassed');
    await until(async () => (await said()).join() === 'Saved');
    // The same words again are said again.
    await turn(page, 'readAfterSeconds');
    await until(async () => (await said()).join() === 'Saved,Saved');
    await untilStored('readAfterSeconds', 10);

    const type = async (text: string): Promise<void> => {
      await page.click('[name=seconds]', { count: 3 });
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    };
    for (const wrong of ['601', '0', '-3', '2.5']) {
      await type(wrong);
      await until(async () => (await textOf(page, '#seconds-wrong')).includes('1 to 600'));
      expect((await storedOf(desk)).readAfterSeconds).toBe(10);
      await type('10');
      await until(async () => (await page.$('#seconds-wrong')) === null);
    }
    await type('120');
    await untilStored('readAfterSeconds', 120);
    await turn(page, 'readAfterSeconds');
    await untilStored('readAfterSeconds', 0);
    await turn(page, 'readAfterSeconds');
    await untilStored('readAfterSeconds', 120);
  });

  it('says why a change could not be saved, and shows what holds', async () => {
    const page = await openOptions();
    await page.evaluate(() => {
      const { local } = (globalThis as unknown as Api).browser.storage;
      Object.defineProperty(local, 'set', {
        value: () => Promise.reject(new Error('The disk is full')),
      });
    });
    await turn(page, 'keysOn');
    await until(async () => /Not saved: .*disk is full/.test(await textOf(page, '[role=alert]')));
    await until(() => isOn(page, 'keysOn'));
    expect(await storedOf(desk)).toEqual({});
  });

  it('takes the next key, and refuses one that is in use or has other work', async () => {
    const page = await openOptions();
    const change = '[data-command=star] button';
    const field = '[data-command=star] input';
    const problem = () => textOf(page, '[data-command=star] [role=alert]');
    const listen = async (): Promise<void> => {
      await page.click(change);
      await until(() => focusedIn(page, field));
    };

    await listen();
    await page.keyboard.press('n');
    await until(async () =>
      (await problem()).includes('“n” is the key for “Write a note” already'),
    );
    await page.keyboard.press('Enter');
    await until(async () => (await problem()).includes('“Enter” has other work'));
    await page.keyboard.press(' ');
    await until(async () => (await problem()).includes('“Space” has other work'));
    expect(await storedOf(desk)).toEqual({});
    await page.keyboard.press('t');
    await until(async () => (await keyOf(page, 'star')) === 't');
    await untilStored('keys', { ...DEFAULT_KEYS, star: 't' });
    expect(await focusedIn(page, change)).toBe(true);

    // Escape leaves all as it is.
    await listen();
    await page.keyboard.press('Escape');
    await until(() => focusedIn(page, change));
    expect(await keyOf(page, 'star')).toBe('t');
    // So does Tab, which goes on to the next row.
    await listen();
    await page.keyboard.press('Tab');
    await until(() => focusedIn(page, '[data-command=read] button'));
    expect(await page.$(field)).toBeNull();
    expect(await keyOf(page, 'star')).toBe('t');

    // Nor does a click that leaves the field miss what it is for, though the rows below move.
    await listen();
    await page.click('[data-command=undo] button');
    await until(() => focusedIn(page, '[data-command=undo] input'));
    expect(await page.$(field)).toBeNull();
    await page.click('[data-command=previous] .words');
    await until(async () => (await page.$('[data-command=undo] input')) === null);

    await listen();
    await page.keyboard.press('Backspace');
    await until(async () => (await keyOf(page, 'star')) === 'No key');
    await listen();
    await page.keyboard.down('Shift');
    await page.keyboard.press('S');
    await page.keyboard.up('Shift');
    await until(async () => (await keyOf(page, 'star')) === 'Shift S');
    await listen();
    await page.keyboard.press('ArrowRight');
    await untilStored('keys', { ...DEFAULT_KEYS, star: 'ArrowRight' });
    expect(await keyOf(page, 'star')).toBe('→');
  });

  it('offers layouts for one hand, takes them back, and switches all keys off', async () => {
    await store({ keys: { ...DEFAULT_KEYS, help: 'p' } });
    const page = await openOptions();
    const pressed = (): Promise<string> =>
      page.$$eval('[aria-pressed=true]', (all) => all.map((one) => one.textContent).join());
    expect(await pressed()).toBe('');
    await page.click('[name=layout-left]');
    await until(async () => (await pressed()) === 'Left hand');
    const { keys } = await storedOf(desk);
    expect(
      Object.values(keys as object)
        .join('')
        .toLowerCase(),
    ).toMatch(/^[qwertasdfgzxcvb]{11}$/);
    // Undo brings back the reader's own.
    await page.click('.status button');
    await untilStored('keys', { ...DEFAULT_KEYS, help: 'p' });
    expect(await focusedIn(page, '[name=layout-left]')).toBe(true);
    await page.click('[name=layout-right]');
    await until(async () => (await pressed()) === 'Right hand');
    await page.click('[name=layout-standard]');
    await untilStored('keys', DEFAULT_KEYS);

    await turn(page, 'keysOn');
    await untilStored('keysOn', false);
    const enabled = (): Promise<number> =>
      page.$$eval('[data-command] button:enabled, [name^=layout]:enabled', (all) => all.length);
    await until(async () => (await enabled()) === 0);
    await turn(page, 'keysOn');
    await until(async () => (await enabled()) === 14);
  });

  it('can be used with the keyboard alone', async () => {
    const page = await openOptions();
    await page.bringToFront();
    const reached: string[] = [];
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        const { activeElement: at } = document;
        if (!at || at === document.body) return '';
        const box = at.closest('label, fieldset, [role=switch], button') ?? at;
        const ring = getComputedStyle(at.closest('label') ?? at).outlineStyle;
        if (ring === 'none' || box.getBoundingClientRect().top < 50)
          return `unseen ${at.outerHTML}`;
        return at.getAttribute('name') ?? at.getAttribute('aria-label') ?? '';
      });
      if (name === '' && reached.length > 0) break;
      if (name === 'readWhenPassed') await page.keyboard.press(' ');
      if (name === 'hideAs:arxiv') await page.keyboard.press('ArrowRight');
      reached.push(name);
    }
    expect(reached).toEqual([
      ...['on:huggingface', 'hideRead:huggingface', 'hideAs:huggingface'],
      ...['on:arxiv', 'hideRead:arxiv', 'hideAs:arxiv'],
      ...['readOnOpen', 'readAfterSeconds', 'readWhenPassed', 'readInPrivate', 'keysOn'],
      ...['layout-standard', 'layout-left', 'layout-right'],
      ...['Next paper', 'Previous paper', 'Star', 'Read', 'Not for me', 'Write a note'].map(change),
      ...['Open the paper', 'Open its PDF', 'Show or hide what is hidden', 'Undo'].map(change),
      change('List the keys'),
    ]);
    await untilStored('readWhenPassed', true);
    await untilStored('hideAs:arxiv', 'folded');
  });
  const change = (command: string): string => `Change the key: ${command}`;

  it('names what Dogear may do, and what it may ask for', async () => {
    const page = await openOptions();
    const named = await page.$$eval('#permissions + dl dt', (all) =>
      all.map((dt) => dt.textContent),
    );
    expect(named).toEqual([
      ...manifest.permissions.filter((name) => kind === 'chromium' || name !== 'sidePanel'),
      ...manifest.host_permissions,
      ...manifest.optional_host_permissions,
    ]);
  });

  // Firefox's scheme cannot be changed from outside while it runs; the sheet is the same.
  const schemes = kind === 'chromium' ? (['light', 'dark'] as const) : [undefined];
  it.each(schemes)('has nothing that axe-core finds wrong (%s)', async (scheme) => {
    const page = await openOptions(scheme ? { scheme } : {});
    // With all that can be said at once: a saved layout, a wrong number, a refused key.
    await turn(page, 'readAfterSeconds');
    await page.click('[name=seconds]', { count: 3 });
    await page.keyboard.type('900');
    await page.click('[name=layout-left]');
    await page.click('[data-command=star] button');
    await page.keyboard.press('w');
    await until(async () => (await textOf(page, '[data-command=star] [role=alert]')) !== '');
    await page.waitForSelector('.status button');
    await page.waitForSelector('#seconds-wrong');
    expect(await violationsOf(page)).toEqual([]);
    // And with all that can be off, off.
    for (const name of ['keysOn', 'on:arxiv', 'hideRead:huggingface']) await turn(page, name);
    await until(async () => (await page.$$(':enabled[name^="hideAs"]')).length === 0);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('fits a window of 320 px, which is one of 640 at 200 %', async () => {
    const page = await openOptions({ width: 320, height: 600 });
    await page.click('[data-command=star] button');
    await page.keyboard.press('n');
    const tooWide = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth)
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    expect(tooWide).toEqual([]);
  });
});
