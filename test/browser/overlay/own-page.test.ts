import { describe, expect, it } from 'vitest';
import { DAILY, PAPERS, sampleId } from '../../demo/sample';
import { press } from '../harness/overlay';
import { pressKeys } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { controlHost, focusIn, openDigest, propertiesIn, textsIn, untilMark } from './page';

describe.each(KINDS)('the page of one paper in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('stars, reads and notes a paper on its own page, where there is nothing to move to', async () => {
    const page = await openDigest(testbed, `https://arxiv.org/abs/${PAPERS[5]?.id}`);
    await pressKeys(page, 'j', 's', 'r', 'n');
    await page.keyboard.type('Read twice');
    await pressKeys(page, 'Escape', 'o');
    await untilMark(testbed, 5, (m) =>
      Boolean(m?.starredAt && m.readAt && m.note === 'Read twice'),
    );
    expect((await focusIn(page)).ring).toBeUndefined();
    await until(async () => (await textsIn(page, controlHost(5), '.info')).length === 1);
    const [info] = await textsIn(page, controlHost(5), '.info');
    expect(info).toMatch(/^Saved on .*\d.* from arXiv$/);
    // The note is a step once its editor is closed.
    await until(() => page.evaluate(() => !document.querySelector('dogear-note[data-open]')));
    await pressKeys(page, 'z');
    await untilMark(testbed, 5, (m) => m?.note === undefined);
  });

  it('tells on a paper’s own page when it was saved, and from where', async () => {
    const digest = await openDigest(testbed, DAILY);
    await press(digest, sampleId(1), 'Star');
    await untilMark(testbed, 1, (mark) => mark?.starredAt !== undefined);
    for (const address of [`${DAILY}/${PAPERS[1]?.id}`, `https://arxiv.org/abs/${PAPERS[1]?.id}`]) {
      const page = await openDigest(testbed, address);
      await until(async () => (await textsIn(page, controlHost(1), '.info')).length === 1);
      const [info] = await textsIn(page, controlHost(1), '.info');
      expect(info).toMatch(/^Saved on .*\d.* from Hugging Face$/);
      const href = await propertiesIn(page, controlHost(1), '.info a', 'href');
      expect(href).toEqual([DAILY]);
      expect(await page.$('dogear-bar')).toBeNull();
      expect(await page.evaluate(() => document.querySelectorAll('dogear-control').length)).toBe(1);
    }
  });
});
