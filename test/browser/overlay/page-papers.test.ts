import { describe, expect, it } from 'vitest';
import { PAPERS, RECENT, sampleId } from '../../demo/sample';
import type { Extension } from '../harness/globals';
import { untilReady } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';

describe.each(KINDS)('the papers of a page in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  it('are told to the extension’s own pages', async () => {
    const page = await testbed.open(RECENT);
    await untilReady(page);
    /** Asks the scripts of all tabs, as a page of the extension does. */
    const askTabs = (request: string): Promise<unknown[]> =>
      testbed.extensionPage.evaluate(async (name) => {
        const { tabs } = (globalThis as unknown as Extension).chrome;
        const all = await tabs.query({});
        const answers = all.map(({ id }) =>
          tabs.sendMessage(id ?? 0, { request: name }).catch(() => null),
        );
        return (await Promise.all(answers)).filter((answer) => answer != null);
      }, request);
    expect(await askTabs('pagePapers')).toEqual([PAPERS.map((_, i) => sampleId(i))]);
    expect(await askTabs('toString')).toEqual([]);
  });
});
