import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/id';
import type { Mark } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';
import { makeEntry } from '../formats/entries';
import { startZotero, type ZoteroServer } from '../send/zotero-server';
import { pressPermission } from './harness/background';
import { findBrowser, type Kind } from './harness/find-browser';
import { renewLibrary, send } from './harness/library';
import { distOf, launch, type Session, until } from './harness/session';

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

/** Opens the dialog for these papers, or, of none, for all that is shown. */
async function openDialog(page: Page, ids: readonly PaperId[] = []): Promise<void> {
  await page.bringToFront();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await until(() => page.evaluate(() => !document.querySelector('dialog, .bulk')));
  for (const id of ids) await page.click(row(id, '.pick'));
  await page.waitForSelector('.line .save');
  await page.evaluate(() => {
    const buttons = [...document.querySelectorAll<HTMLElement>('.line button')];
    buttons.find((button) => button.querySelector('.icon') && /Export/.test(button.innerText))?.click();
  });
  await page.waitForSelector('dialog[open] [name=format]');
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

  beforeAll(async () => {
    expect(findBrowser(kind), `${kind} is installed`).toBeDefined();
    zotero = await startZotero();
    port = zotero.port;
    folder = mkdtempSync(join(tmpdir(), 'dogear-leave-'));
    downloads = join(folder, 'downloads');
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
});

/** The build of Chromium with access to Zotero from the start: no driver can press its question's button. */
function allowZotero(dist: string): string {
  cpSync(distOf('chromium'), dist, { recursive: true });
  const file = join(dist, 'manifest.json');
  const { optional_host_permissions: optional, ...manifest } = JSON.parse(readFileSync(file, 'utf8'));
  manifest.host_permissions.push(...optional);
  writeFileSync(file, JSON.stringify(manifest));
  return dist;
}
