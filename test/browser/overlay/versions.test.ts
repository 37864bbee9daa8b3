import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { arxivList, PAPERS, sampleId } from '../../demo/sample';
import { press, untilCard } from '../harness/overlay';
import { pressKeys } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until, untilEqual } from '../harness/wait';
import {
  controlHost,
  markPapers,
  openDigest,
  reload,
  shownIn,
  textsIn,
  untilBar,
  untilMark,
} from './page';

const NEW = 'https://arxiv.org/list/cs.CL/new';

describe.each(KINDS)('the versions of a paper in %s', (kind) => {
  const testbed = useBrowser(kind);

  const putVersion = (version: number): void =>
    testbed.web.put(NEW, arxivList(PAPERS.slice(0, 3), version));
  const infoIn = (page: Page) => textsIn(page, controlHost(0), '.info');

  it('show a replacement of what was read, until that is read too; Undo takes it back', async () => {
    putVersion(1);
    const page = await openDigest(testbed, NEW);
    await press(page, sampleId(0), 'Read');
    await untilMark(testbed, 0, (mark) => mark?.readVersion === 1);
    // As it was marked read before versions were kept.
    await markPapers(testbed, { read: true }, 1);
    await reload(page);
    await until(async () => (await shownIn(page)).join() === 'hidden,hidden,whole');
    expect(await infoIn(page)).toEqual([]);

    putVersion(3);
    await reload(page);
    await until(async () => (await shownIn(page)).join() === 'whole,hidden,whole');
    await untilEqual(() => infoIn(page), ['v3 · you read v1']);
    await untilBar(page, '3 papers · 1 read');
    await untilCard(page, sampleId(0), ({ read, pressed }) => !read && pressed.length === 0);
    await pressKeys(page, 'j', 'r');
    await untilCard(page, sampleId(0), ({ read, pressed }) => read && pressed.join() === 'Read');
    await untilMark(testbed, 0, (mark) => mark?.readVersion === 3);
    expect(await infoIn(page)).toEqual([]);
    await pressKeys(page, 'z');
    await untilMark(testbed, 0, (mark) => mark?.readVersion === 1);
    await untilEqual(() => infoIn(page), ['v3 · you read v1']);
    await pressKeys(page, 'r');
    await untilMark(testbed, 0, (mark) => mark?.readVersion === 3);
    await reload(page);
    await until(async () => (await shownIn(page)).join() === 'hidden,hidden,whole');
  });
});
