import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { resolve } from 'node:path';
import { JSDOM } from 'jsdom';
import type { Paper } from '../../src/paper/paper';
import type { Card, Page, Site } from '../../src/sites/site';

/** Reading a page is a pure function of it: whoever reaches for the network in here fails the test. */
export function refuseNetwork(): void {
  const refuse = (): never => {
    throw new Error('a page test reached for the network');
  };
  Socket.prototype.connect = refuse;
  globalThis.fetch = refuse;
}
refuseNetwork();

/** Copies of real pages, beside the project and not in it. */
export const SAVED = resolve(import.meta.dirname, '../../../shared/fixtures');
export const isSavedThere = existsSync(SAVED);

/** When every test reads: 2026-10-01, noon, UTC. */
export const NOW = Date.UTC(2026, 9, 1, 12);

/** A page by its HTML, as a browser without scripts has it at an address. */
export function openPage(html: string, address: string): Page {
  const { document } = new JSDOM(html, { url: address }).window;
  return { document, url: new URL(address), now: NOW };
}

const read = (file: string): string => readFileSync(file, 'utf8');

/** A copy of a real page, by its path in the folder of them. */
export const openSaved = (path: string, address: string): Page =>
  openPage(read(resolve(SAVED, path)), address);

/** One of our own pages. */
export const openFixture = (name: string, address: string): Page =>
  openPage(read(resolve(import.meta.dirname, 'fixtures', name)), address);

/** A table of expected facts: a line each, tab-separated, `#` for remarks. */
export const readTable = (name: string): string[][] =>
  read(resolve(import.meta.dirname, name))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));

/** The papers of a page, read. `seen` is the same for all and is checked and left out. */
export function papersOf(
  site: Site,
  page: Page,
  cards: readonly Card[] = site.cards(page),
): Omit<Paper, 'seen'>[] {
  return cards.map((card) => {
    const { seen, ...paper } = card.read();
    const expected = { site: site.id, url: page.url.href, at: NOW };
    if (JSON.stringify(seen) !== JSON.stringify(expected)) {
      throw new Error(`seen: ${JSON.stringify(seen)}`);
    }
    if (paper.id !== card.id) throw new Error(`the card of ${card.id} reads ${paper.id}`);
    return paper;
  });
}

/** A card's place on the page is sane: one element each, in document order, controls inside. */
export function misplacedIn(cards: readonly Card[]): string[] {
  const wrong: string[] = [];
  cards.forEach(({ element, anchor, id }, i) => {
    const before = cards[i - 1]?.element;
    if (!element.isConnected) wrong.push(`${id} is not on the page`);
    if (!element.contains(anchor)) wrong.push(`${id}: its anchor is outside it`);
    // 4: `element` follows `before`; 16: it is inside it.
    if (before && before.compareDocumentPosition(element) !== 4) wrong.push(`${id}: out of order`);
    if (/^(?:a|button|ul|dl)$/.test(anchor.localName))
      wrong.push(`${id}: in a ${anchor.localName}`);
  });
  return wrong;
}

/** `length first words … last words #hash`: an abstract, pinned without copying it. */
export function pin(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const words = text.split(' ');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return `${text.length} ${words.slice(0, 3).join(' ')} … ${words.slice(-3).join(' ')} #${hash}`;
}
