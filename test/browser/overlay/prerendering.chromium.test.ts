import { describe, expect, it } from 'vitest';
import { RECENT } from '../../demo/sample';
import { readKeys } from '../harness/library';
import { KINDS, useBrowser } from '../harness/testbed';
import { pause, until } from '../harness/wait';

// Firefox loads no page ahead.
describe.each(KINDS)('a page that %s loads ahead', (kind) => {
  const testbed = useBrowser(kind);

  /** Opens a page of the site that has the browser load another one ahead, and waits until it is loaded. */
  async function openAhead(address: string, from: string) {
    const rules = { prerender: [{ urls: [address], eagerness: 'immediate' }] };
    const { web } = testbed;
    web.put(
      from,
      `<title>Ahead</title><a href="${address}">There</a>
      <script type="speculationrules">${JSON.stringify(rules)}</script>`,
    );
    const page = await testbed.open(from);
    await page.bringToFront();
    await until(() => web.asked.includes(address));
    await pause(1_500);
    return page;
  }

  it('counts no visit until the user comes to it', async () => {
    const page = await openAhead(RECENT, 'https://arxiv.org/ahead');
    expect(await readKeys(testbed.extensionPage, 'visits')).toEqual([]);
    await page.click('a');
    await until(async () => (await readKeys(testbed.extensionPage, 'visits')).length === 1);
  });
});
