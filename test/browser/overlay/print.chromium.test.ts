import { describe, expect, it } from 'vitest';
import { RECENT, sampleId } from '../../demo/sample';
import { useBrowser } from '../harness/testbed';
import { markPapers, openDigest } from './page';

// In one browser: the other's driver cannot show a page as it is printed.
describe('a digest on paper', () => {
  const testbed = useBrowser('chromium');

  it('has no controls, no notes and no bar', async () => {
    await markPapers(testbed, { note: { text: 'private', was: '' } }, 0);
    const page = await openDigest(testbed, RECENT);
    await page.waitForSelector(`[data-dogear="${sampleId(0)}"] + dd dogear-note`);
    await page.waitForSelector('dogear-bar');
    await page.emulateMediaType('print');
    const shown = await page.$$eval('dogear-control, dogear-note, dogear-bar', (hosts) =>
      hosts.filter((host) => getComputedStyle(host).display !== 'none').map((one) => one.localName),
    );
    expect(shown).toEqual([]);
    await page.emulateMediaType('screen');
    const control = `[data-dogear="${sampleId(0)}"] dogear-control`;
    expect(await page.$eval(control, (host) => getComputedStyle(host).display)).toBe('inline-flex');
  });
});
