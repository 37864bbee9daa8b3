import { describe, expect, it } from 'vitest';
import { arxivList, RECENT } from '../../demo/sample';
import { readStore } from '../harness/library';
import { barOf } from '../harness/overlay';
import { pressControl } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { clickWithin, openDigest, untilBar } from './page';

describe.each(KINDS)('papers that cannot be read in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('says when a page holds papers that it cannot read, and copies a report', async () => {
    const broken = arxivList().replaceAll(/(Title:<\/span>)[^<]*/g, '$1');
    testbed.web.put('https://arxiv.org/list/cs.BR/recent', broken);
    const page = await testbed.open('https://arxiv.org/list/cs.BR/recent?q=secret');
    await page.bringToFront();
    await untilBar(page, 'Dogear could read 0 of about 9 papers on this page. · Copy a report');
    // Pasted, as a person would.
    await page.evaluate(() => document.body.append(document.createElement('textarea')));
    await clickWithin(page, 'dogear-bar', 'button', 'Copy a report');
    await untilBar(page, 'Copied. Please send it to the developers.');
    await page.focus('textarea');
    await pressControl(page, 'v');
    const report = await page.$eval('textarea', (area) => area.value);
    expect(report).toContain('Address: https://arxiv.org/list/cs.BR/recent\n');
    expect(report).toMatch(/Dogear: \d+\.\d+\.\d+\nPapers read: 0\nPapers linked: 9/);
    expect(report).not.toContain('secret');

    // All is well, or there is nothing: then it says nothing of the kind.
    testbed.web.put('https://arxiv.org/list/cs.EM/recent', arxivList([]));
    const well = await openDigest(testbed, RECENT);
    const empty = await testbed.open('https://arxiv.org/list/cs.EM/recent');
    await until(async () => (await readStore(testbed.extensionPage, 'visits')).length > 0);
    expect(await barOf(well)).not.toContain('could read');
    expect(await empty.$('dogear-bar')).toBeNull();
  });
});
