import { describe, expect, it } from 'vitest';
import { DAILY, PAPERS, sampleId } from '../../demo/sample';
import { clickMenu, killBackground } from '../harness/background';
import type { Extension } from '../harness/globals';
import { paperOnDisk, readStore } from '../harness/library';
import { cardsOf } from '../harness/overlay';
import { ask } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until, untilEqual } from '../harness/wait';
import { openDigest, untilMark } from '../overlay/page';

describe.each(KINDS)('the context menu in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('stars from the context menu on any page, and learns the title from the first card', async () => {
    const clicked = (what: { linkUrl?: string; selectionText?: string }) =>
      clickMenu(testbed.session, testbed.extensionPage, { menuItemId: 'star', ...what });
    await clicked({ linkUrl: `https://arxiv.org/pdf/${PAPERS[0]?.id}v2` });
    await untilMark(testbed, 0, (mark) => mark?.starredAt !== undefined);
    await clicked({ selectionText: 'see doi:10.1101/2026.07.01.735904.' });
    await clicked({ selectionText: 'nothing of the kind', linkUrl: 'https://example.org/' });
    const paperOf = (id: string) => paperOnDisk(testbed.extensionPage, id);
    const doi = 'doi:10.1101/2026.07.01.735904';
    await until(async () => (await paperOf(doi)) !== undefined);
    expect((await paperOf(doi))?.title).toBe(doi);
    expect(await readStore(testbed.extensionPage, 'marks')).toHaveLength(2);
    expect((await paperOf(sampleId(0)))?.title).toBe(sampleId(0));
    const page = await openDigest(testbed, DAILY);
    await until(async () => (await cardsOf(page))[0]?.starred === true);
    await until(async () => (await paperOf(sampleId(0)))?.title === PAPERS[0]?.title);
    expect((await paperOf(sampleId(0)))?.authors).toEqual(PAPERS[0]?.authors);
  });

  it('takes its badge away, also where the background was stopped meanwhile', async () => {
    const { session, extensionPage } = testbed;
    const badge = () =>
      extensionPage.evaluate(() =>
        (globalThis as unknown as Extension).chrome.action.getBadgeText({}),
      );
    await clickMenu(session, extensionPage, { menuItemId: 'star', selectionText: '2401.12345' });
    await untilEqual(badge, '★');
    await killBackground(session);
    await ask(extensionPage, 'tags');
    await untilEqual(badge, '');
  });
});
