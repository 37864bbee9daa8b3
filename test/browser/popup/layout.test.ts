import { describe, expect, it } from 'vitest';
import { starredEntry, TODAY } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { send } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openPopup } from './page';

describe.each(KINDS)('the layout of the popup in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('has room for everything, narrow and wide, and in large letters', async () => {
    const long = 'Donaudampfschifffahrtsgesellschaftskapitänswitwenrente'.repeat(3);
    await fillLibrary(testbed.extensionPage, [
      starredEntry(0, { title: long, authors: [long], venue: long }, { note: long }),
      starredEntry(1, { title: 'Read', published: '2024' }, { readAt: TODAY, dismissedAt: TODAY }),
    ]);
    await send(testbed.extensionPage, 'mark', starredEntry(0).paper, {
      note: { text: `${long} last`, was: long },
    });
    const popup = await openPopup(testbed);
    await popup.bringToFront();
    await until(() => popup.evaluate(() => document.querySelector('details.last') !== null));
    await popup.click('details.last summary');
    await popup.waitForSelector('details.last .star');
    await popup.click('details.last .star');
    await until(() => popup.evaluate(() => document.querySelector('.notice:not(.none)') !== null));
    await popup.focus('[type=search]');
    for (const width of [320, 400, 440, 800]) {
      for (const letters of ['100%', '150%', '200%']) {
        await popup.setViewport({ width, height: 600 });
        const sticking = await popup.evaluate((size) => {
          const root = document.documentElement;
          root.style.fontSize = size;
          // What cuts a line short, with dots, does so on purpose.
          const isCut = (part: HTMLElement | null): boolean =>
            part !== null &&
            (getComputedStyle(part).overflowX !== 'visible' || isCut(part.parentElement));
          const parts = [...document.querySelectorAll<HTMLElement>('#app *')].filter((part) => {
            const { left, right } = part.getBoundingClientRect();
            return (left < -1 || right > root.clientWidth + 1) && !isCut(part.parentElement);
          });
          const names = parts.map((part) => `${part.localName}.${part.className}`);
          return root.scrollWidth > root.clientWidth ? ['the page', ...names] : names;
        }, letters);
        expect(sticking, `${width} px, ${letters}`).toEqual([]);
      }
    }
  });
});
