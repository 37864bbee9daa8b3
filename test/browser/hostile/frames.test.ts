import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { arxivList, DAILY, RECENT } from '../../demo/sample';
import { barOf } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openAt, untilWhole, withParts } from './page';

describe.each(KINDS)('frames of a page in %s', (kind) => {
  const testbed = useBrowser(kind, { mayThrow: true });

  it('show nothing of ours in a frame, whosever page is around it', async () => {
    const frames = `<iframe src="${RECENT}"></iframe><iframe src="${DAILY}"></iframe>`;
    const countIn = async (page: Page): Promise<number[]> => {
      await until(async () => {
        const [, ...inner] = page.frames();
        const counts = await Promise.all(
          inner.map((frame) =>
            frame.evaluate(() => document.querySelectorAll('dt, article').length),
          ),
        ).catch(() => []);
        return counts.join() === '9,9';
      });
      const [, ...inner] = page.frames();
      return Promise.all(
        inner.map((frame) =>
          frame.evaluate(
            () =>
              document.querySelectorAll(
                'dogear-bar, dogear-control, [data-dogear], [data-dogear-wait], [data-dogear-ready]',
              ).length,
          ),
        ),
      );
    };
    const digest = await openAt(
      testbed,
      'https://arxiv.org/list/cs.AJ/recent',
      withParts(arxivList(), { body: frames }),
    );
    await untilWhole(digest);
    expect(await countIn(digest)).toEqual([0, 0]);
    const foreign = await openAt(
      testbed,
      'https://example.org/frames',
      `<!doctype html><body>${frames}`,
    );
    expect(await countIn(foreign)).toEqual([0, 0]);
    expect(await barOf(foreign)).toBeUndefined();
  });
});
