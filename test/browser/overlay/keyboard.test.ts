import { describe, expect, it } from 'vitest';
import { DAILY, PAPERS, RECENT, sampleId } from '../../demo/sample';
import { press, untilCard, untilReady } from '../harness/overlay';
import { pressKeys } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import {
  clickWithin,
  controlHost,
  focusIn,
  markOf,
  openDigest,
  reload,
  shownIn,
  untilBar,
  untilFocus,
  untilMark,
  untilShown,
} from './page';

const ALL = PAPERS.map((_, i) => i);

describe.each(KINDS)('going through a digest by keyboard in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('goes from paper to paper, each in view beside the bar, ring and focus with it', async () => {
    const page = await openDigest(testbed, RECENT, { width: 900, height: 420 });
    await pressKeys(page, 'k');
    expect((await focusIn(page)).ring).toBeUndefined();
    for (const i of ALL) {
      await pressKeys(page, 'j');
      await untilFocus(page, { ring: sampleId(i), card: sampleId(i), on: 'a' });
      // All of the entry, with room for the bar.
      await until(() =>
        page.evaluate(
          (id, atEnd) => {
            const term = document.querySelector(`[data-dogear="${id}"]`) as Element;
            const { bottom } = (term.nextElementSibling as Element).getBoundingClientRect();
            const bar = document.querySelector('dogear-bar')?.getBoundingClientRect();
            const room = atEnd ? innerHeight : (bar?.top ?? 0);
            return term.getBoundingClientRect().top >= 0 && bottom <= room;
          },
          sampleId(i),
          i === 8,
        ),
      );
    }
    await pressKeys(page, 'j', 'j');
    await untilFocus(page, { ring: sampleId(8) });
    await pressKeys(page, 'k');
    await untilFocus(page, { ring: sampleId(7), card: sampleId(7) });
    await pressKeys(page, ...Array<string>(9).fill('k'));
    await untilFocus(page, { ring: sampleId(0), card: sampleId(0) });
    const ring = await page.$eval(
      '[data-dogear-current]',
      (card) => getComputedStyle(card).boxShadow,
    );
    expect(ring).not.toBe('none');
  });

  it('marks and goes on, passes over what is hidden, and shows it again', async () => {
    const page = await openDigest(testbed, RECENT);
    await pressKeys(page, 'j', 'x', 'j', 'r', 'j', 's');
    await untilFocus(page, { ring: sampleId(2) });
    await untilMark(
      testbed,
      0,
      (mark) => mark?.dismissedAt !== undefined && mark.readAt === undefined,
    );
    await untilMark(testbed, 1, (mark) => mark?.readAt !== undefined);
    await untilMark(testbed, 2, (mark) => mark?.starredAt !== undefined);
    // Not under the user's hand.
    expect((await shownIn(page)).slice(0, 3)).toEqual(['dimmed', 'dimmed', 'whole']);
    await untilBar(page, '9 papers · 1 read · 1 not for you');
    await reload(page);
    await untilShown(page, 0, 'hidden');
    await untilBar(page, '9 papers · 2 hidden');
    await pressKeys(page, 'j');
    await untilFocus(page, { ring: sampleId(2) });
    // From a card that goes, to the one behind it.
    await pressKeys(page, 'j', 'r', 'h');
    await untilShown(page, 0, 'dimmed');
    await pressKeys(page, 'h');
    await untilShown(page, 3, 'hidden');
    await pressKeys(page, 's');
    await pressKeys(page, 'j');
    await untilFocus(page, { ring: sampleId(4) });
    await pressKeys(page, 'k');
    await untilFocus(page, { ring: sampleId(2) });
    expect((await markOf(testbed, 3))?.starredAt).toBeUndefined();
    // Restored: shown, and pressed again.
    await pressKeys(page, 'h');
    await untilShown(page, 0, 'dimmed');
    await clickWithin(page, controlHost(0), '[name=dismiss]');
    await untilShown(page, 0, 'whole');
    await untilMark(testbed, 0, (mark) => mark?.dismissedAt === undefined);
  });

  it('goes on from where the user is: on the screen, or in a card with Tab or the mouse', async () => {
    const page = await openDigest(testbed, RECENT, { width: 900, height: 420 });
    await pressKeys(page, 'j');
    await untilFocus(page, { ring: sampleId(0) });
    await page.mouse.move(300, 200);
    await page.mouse.wheel({ deltaY: 400 });
    await until(() => page.evaluate(() => scrollY > 200));
    await until(() =>
      page.evaluate(() => {
        const card = document.querySelector('[data-dogear-current] + dd') as Element;
        return card.getBoundingClientRect().bottom < 0;
      }),
    );
    // What cannot be seen is not what the user means.
    await pressKeys(page, 's');
    await pressKeys(page, 'j');
    const { ring } = await focusIn(page);
    expect(ALL.findIndex((i) => sampleId(i) === ring)).toBeGreaterThan(0);
    expect(await markOf(testbed, 0)).toBeUndefined();

    // A click would miss what still glides.
    let last = Number.NaN;
    await until(async () => {
      const before = last;
      last = await page.evaluate(() => scrollY);
      return last === before;
    });
    await press(page, sampleId(7), 'Star');
    await pressKeys(page, 'r');
    await untilMark(
      testbed,
      7,
      (mark) => mark?.readAt !== undefined && mark.starredAt !== undefined,
    );
    await pressKeys(page, 'j');
    await untilFocus(page, { ring: sampleId(8) });
  });

  it('keeps place, focus and an open note when the page draws its list anew', async () => {
    const page = await openDigest(testbed, DAILY);
    await pressKeys(page, 'j', 'j');
    await untilFocus(page, { ring: sampleId(1), card: sampleId(1), on: 'a' });
    const redraw = () =>
      page.evaluate(() => {
        const grid = document.querySelector('.grid') as HTMLElement;
        const cards = [...grid.children].map((card) => card.cloneNode(true) as Element);
        for (const card of cards)
          for (const ours of card.querySelectorAll('dogear-control, dogear-note')) ours.remove();
        grid.replaceChildren(...cards);
      });
    await redraw();
    await untilFocus(page, { ring: sampleId(1), card: sampleId(1), on: 'a' });
    await pressKeys(page, 'j', 'n');
    await untilFocus(page, { card: sampleId(2), on: 'textarea' });
    await page.keyboard.type('half a sen');
    await redraw();
    await untilFocus(page, { ring: sampleId(2), card: sampleId(2), on: 'textarea' });
    await page.keyboard.type('tence');
    await untilMark(testbed, 2, (mark) => mark?.note === 'half a sentence');
    await pressKeys(page, 'Escape', 'j');
    await untilFocus(page, { ring: sampleId(3), card: sampleId(3), on: 'a' });
  });

  it('works with the keyboard alone', async () => {
    const page = await testbed.open(RECENT);
    await untilReady(page);
    await page.evaluate((id) => {
      document
        .querySelector<HTMLElement>(`[data-dogear="${id}"] a[title="Other formats"]`)
        ?.focus();
    }, sampleId(5));
    await page.keyboard.press('Tab');
    await page.keyboard.press(' ');
    await untilCard(page, sampleId(5), ({ pressed }) => pressed.join() === 'Star');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await untilCard(page, sampleId(5), ({ pressed }) => pressed.join() === 'Star,Read');
    await page.keyboard.press('Enter');
    await untilCard(page, sampleId(5), ({ pressed }) => pressed.join() === 'Star');
  });
});
