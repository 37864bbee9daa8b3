import { describe, expect, it } from 'vitest';
import { DAILY, RECENT } from '../../demo/sample';
import { pressKeys } from '../harness/page';
import { storeSettings } from '../harness/settings';
import { KINDS, useBrowser } from '../harness/testbed';
import { openOptions, untilStored } from '../options/page';
import {
  clickWithin,
  controlHost,
  markPapers,
  openDigest,
  reload,
  shownIn,
  untilBar,
  untilShown,
} from './page';

describe.each(KINDS)('what hides on a digest in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('is chosen for each site, in open tabs at once: starred papers only where that is wanted', async () => {
    await markPapers(testbed, { starred: true }, 0);
    await markPapers(testbed, { read: true }, 1);
    await markPapers(testbed, { dismissed: true }, 2);
    const page = await openDigest(testbed, RECENT);
    await untilShown(page, 1, 'hidden');
    expect((await shownIn(page)).slice(0, 4)).toEqual(['whole', 'hidden', 'hidden', 'whole']);
    await untilBar(page, /^9 papers · 2 hidden · Show · Hide read/);

    const options = await openOptions(testbed);
    const choose = (flag: string) => options.click(`[name="hides:arxiv"][value=${flag}]`);
    await choose('starred');
    await untilStored(testbed, 'hides:arxiv', ['read', 'dismissed', 'starred']);
    await untilShown(page, 0, 'hidden');
    await untilBar(page, /^9 papers · 3 hidden · Show · Hide marked/);
    await choose('read');
    await untilShown(page, 1, 'whole');
    expect((await shownIn(page)).slice(0, 4)).toEqual(['hidden', 'whole', 'hidden', 'whole']);
    const other = await openDigest(testbed, DAILY);
    await untilShown(other, 1, 'hidden');
    expect((await shownIn(other))[0]).toBe('whole');

    // A starred paper stays under the hand, too, until the next visit.
    await clickWithin(page, controlHost(3), '[name=star]');
    await untilShown(page, 3, 'dimmed');
    await reload(page);
    await untilShown(page, 3, 'hidden');
  });

  it('is nothing where hiding is switched off, whatever is chosen', async () => {
    await storeSettings(testbed.extensionPage, {
      'hideRead:arxiv': false,
      'hides:arxiv': ['read', 'dismissed', 'starred'],
    });
    await markPapers(testbed, { starred: true }, 0);
    await markPapers(testbed, { dismissed: true }, 1);
    const page = await openDigest(testbed, RECENT);
    await untilBar(page, /^9 papers · 1 not for you · Hide marked/);
    expect(new Set(await shownIn(page))).toEqual(new Set(['whole']));
  });

  it('leaves in its place what is marked after Tidy up, as before it', async () => {
    const page = await openDigest(testbed, RECENT);
    await clickWithin(page, controlHost(0), '[name=read]');
    await untilShown(page, 0, 'dimmed');
    await clickWithin(page, 'dogear-bar', 'button', 'Tidy up');
    await untilShown(page, 0, 'hidden');
    await clickWithin(page, controlHost(1), '[name=read]');
    await untilShown(page, 1, 'dimmed');
    await clickWithin(page, controlHost(2), '[name=dismiss]');
    await untilShown(page, 2, 'dimmed');
    // Also what was hidden, taken back and marked again.
    await pressKeys(page, 'z', 'z', 'z');
    await untilShown(page, 0, 'whole');
    await clickWithin(page, controlHost(0), '[name=read]');
    await untilShown(page, 0, 'dimmed');
    await clickWithin(page, 'dogear-bar', 'button', 'Tidy up');
    await untilBar(page, '9 papers · 1 read hidden');
  });
});
