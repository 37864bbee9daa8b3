import { PassThrough } from 'node:stream';
import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { arxivList, sampleId } from '../../demo/sample';
import { barOf, cardsOf } from '../harness/overlay';
import { pressKeys } from '../harness/page';
import { KINDS, type Testbed, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import {
  clickWithin,
  controlHost,
  markOf,
  noteHost,
  textsIn,
  untilBar,
  untilFocus,
  untilMark,
} from './page';

const LIST = 'https://arxiv.org/list/cs.SL/recent';
const SLOW_SCRIPT = 'https://arxiv.org/slow.js';

/** What pages are still waiting for. */
const held: PassThrough[] = [];
afterEach(() => {
  for (const body of held.splice(0)) body.end();
});

/** Returns the body of an answer that has begun so, and goes on when it is told to. */
function hold(beginning: string): PassThrough {
  const body = new PassThrough();
  body.write(beginning);
  held.push(body);
  return body;
}

/** Opens a page that keeps loading, and waits until so many cards have their controls. */
async function openLoading({ session }: Testbed, cards: number): Promise<Page> {
  const page = await session.browser.newPage();
  await page.setViewport({ width: 1_200, height: 800 });
  page.goto(LIST).catch(() => undefined);
  await page.bringToFront();
  await until(async () => {
    // The page can be between two documents.
    const found = await cardsOf(page).catch(() => []);
    return found.length >= cards && found.every(({ controls }) => controls === 1);
  });
  return page;
}

const fieldsIn = (page: Page, i: number) =>
  page.evaluate(
    (host) =>
      [
        ...(document.querySelector(host)?.shadowRoot?.querySelectorAll('textarea, input') ?? []),
      ].map(({ localName }) => localName),
    noteHost(i),
  );

describe.each(KINDS)('what the user does before the later script has come, in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('is done while a list comes in: a note is saved as it is typed, and its tags come later', async () => {
    const html = arxivList();
    const cut = html.lastIndexOf('<dt>');
    const rest = hold(html.slice(0, cut));
    testbed.web.put(LIST, { body: rest });
    const page = await openLoading(testbed, 3);
    await pressKeys(page, 'j', 's', 'n');
    await untilFocus(page, { card: sampleId(0), on: 'textarea' });
    await page.keyboard.type('while it loads, sjx?');
    await untilMark(testbed, 0, (mark) => mark?.note === 'while it loads, sjx?');
    expect(await fieldsIn(page, 0)).toEqual(['textarea']);
    expect((await markOf(testbed, 0))?.starredAt).toBeTypeOf('number');
    expect(await markOf(testbed, 1)).toBeUndefined();
    // The line of a note, and Escape, work as ever.
    await pressKeys(page, 'Escape');
    await until(async () => (await textsIn(page, noteHost(0), '.first')).length === 1);
    await clickWithin(page, noteHost(0), '.first');
    await untilFocus(page, { card: sampleId(0), on: 'textarea' });

    rest.end(html.slice(cut));
    await until(async () => (await fieldsIn(page, 0)).includes('input'));
    await page.keyboard.type(' And after.');
    await untilMark(testbed, 0, (mark) => mark?.note === 'while it loads, sjx? And after.');
    await pressKeys(page, 'Tab');
    await untilFocus(page, { card: sampleId(0), on: 'input' });
    await page.keyboard.type('later,');
    await untilMark(testbed, 0, (mark) => mark?.tags?.join() === 'later');
  });

  /** Opens a list that is all there, but for a script of its own. */
  async function openWaiting(): Promise<[page: Page, rest: PassThrough]> {
    const rest = hold('/* The page waits for this script. */');
    testbed.web.put(SLOW_SCRIPT, { type: 'text/javascript', body: rest });
    const script = `<script defer src="${SLOW_SCRIPT}"></script>`;
    testbed.web.put(LIST, arxivList().replace('<head>', `<head>${script}`));
    const page = await openLoading(testbed, 9);
    expect(await page.evaluate(() => document.readyState)).toBe('interactive');
    return [page, rest];
  }

  it('is done as soon as it can be: the keys are shown, once, and the bar is there', async () => {
    const [page, rest] = await openWaiting();
    await pressKeys(page, 'j', '?', '?', 'r');
    await untilMark(testbed, 0, (mark) => mark?.readAt !== undefined);
    expect(await page.$('dogear-help')).toBeNull();
    expect(await barOf(page)).toBeUndefined();

    rest.end();
    await until(async () => (await textsIn(page, 'dogear-help', 'h2')).length === 1);
    expect(await page.evaluate(() => document.querySelectorAll('dogear-help').length)).toBe(1);
    await untilBar(page, '9 papers · 1 read');
    await pressKeys(page, 'Escape');
    await until(async () => (await page.$('dogear-help')) === null);
    await clickWithin(page, 'dogear-bar', 'button', '⋯');
    await clickWithin(page, 'dogear-bar', 'button', 'Mark all as read');
    await untilMark(testbed, 8, (mark) => mark?.readAt !== undefined);
  });

  it('takes no keys from a note that the user has begun by then', async () => {
    const [page, rest] = await openWaiting();
    await pressKeys(page, '?');
    await clickWithin(page, controlHost(1), '[name=note]');
    await untilFocus(page, { card: sampleId(1), on: 'textarea' });
    await page.keyboard.type('typed ');
    expect(await fieldsIn(page, 1)).toEqual(['textarea']);
    rest.end();
    await until(async () => (await fieldsIn(page, 1)).includes('input'));
    await page.keyboard.type('in one go');
    await untilMark(testbed, 1, (mark) => mark?.note === 'typed in one go');
    expect(await page.$('dogear-help')).toBeNull();
    await pressKeys(page, 'Escape', '?');
    await until(async () => (await textsIn(page, 'dogear-help', 'h2')).length === 1);
  });

  it('is done all the same where loading was stopped, and that script may never come', async () => {
    const html = arxivList();
    testbed.web.put(LIST, { body: hold(html.slice(0, html.lastIndexOf('<dt>'))) });
    const page = await openLoading(testbed, 3);
    await page.evaluate(() => window.stop());
    await pressKeys(page, 'j', 's', 'n');
    await untilFocus(page, { card: sampleId(0), on: 'textarea' });
    await page.keyboard.type('stopped');
    await untilMark(testbed, 0, (mark) => mark?.note === 'stopped' && mark.starredAt !== undefined);
    await pressKeys(page, 'Escape');
    await until(async () => (await textsIn(page, noteHost(0), '.first')).length === 1);
  });

  it('shows the page nothing of where the scripts meet, nor takes it from there', async () => {
    testbed.web.put(
      LIST,
      arxivList()
        .replace(
          '<head>',
          `<head><script>
          const stolen = [];
          window[Symbol.for('dogear')] = { parts: {
            createBar: () => { stolen.push('bar'); throw new Error('Stolen.'); },
            showHelp: () => stolen.push('help'),
          }, waiting: { push: () => stolen.push('wait'), splice: () => stolen } };
        </script>`,
        )
        .replace('</body>', '<form id="dogear"><input name="parts"></form></body>'),
    );
    const page = await testbed.open(LIST);
    await page.bringToFront();
    await untilBar(page, '9 papers');
    await clickWithin(page, 'dogear-bar', 'button', '⋯');
    await until(async () => (await textsIn(page, 'dogear-bar', '.menu button')).length > 3);
    await pressKeys(page, '?');
    await until(async () => (await textsIn(page, 'dogear-help', 'h2')).length === 1);
    expect(await page.evaluate('stolen')).toEqual([]);
    const seen = () => {
      const { parts } = (window as unknown as Record<symbol, { parts: object }>)[
        Symbol.for('dogear')
      ] as { parts: object };
      return Object.keys(parts);
    };
    expect(await page.evaluate(seen)).toEqual(['createBar', 'showHelp']);
  });
});
