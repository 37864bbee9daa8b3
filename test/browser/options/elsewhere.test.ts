import { describe, expect, it } from 'vitest';
import { DAILY, RECENT, sampleId } from '../../demo/sample';
import type { Extension } from '../harness/globals';
import { cardOf, press, pressBar, untilReady } from '../harness/overlay';
import { readSettings } from '../harness/settings';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { isOn, keyOf, OPTIONS, openOptions, turn, untilStored } from './page';

describe.each(KINDS)('the options page and other pages in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  it('is a press away from the popup', async () => {
    // The extension knows its tabs; the browser's own list has no addresses of them in Firefox.
    const countOptions = (close: boolean): Promise<number> =>
      testbed.extensionPage.evaluate(
        (path, isLast) => {
          const views = (globalThis as unknown as Extension).chrome.extension.getViews({
            type: 'tab',
          });
          const found = views.filter((view) => view.location.pathname === path);
          if (isLast) for (const view of found) view.close();
          return found.length;
        },
        OPTIONS,
        close,
      );
    expect(await countOptions(false)).toBe(0);
    const popup = await testbed.open('/src/popup/index.html');
    await popup.bringToFront();
    await (await popup.waitForSelector('footer .options'))?.click();
    await until(async () => (await countOptions(false)) === 1);
    await countOptions(true);
    await until(async () => (await countOptions(false)) === 0);
  });

  it('acts at once in a digest that is open', async () => {
    const digest = await testbed.open(RECENT);
    const other = await testbed.open(DAILY);
    await Promise.all([untilReady(digest), untilReady(other)]);
    await press(digest, sampleId(0), 'Read');
    await until(async () => (await cardOf(other, sampleId(0)))?.read === true);
    await digest.reload({ waitUntil: 'domcontentloaded' });
    await until(async () => (await cardOf(digest, sampleId(0)))?.hidden === true);

    const options = await openOptions(testbed);
    await turn(options, 'readOnOpen');
    await turn(options, 'hideRead:arxiv');
    await until(async () => (await cardOf(digest, sampleId(0)))?.hidden === false);
    await turn(options, 'hideRead:arxiv');
    await until(async () => (await cardOf(digest, sampleId(0)))?.hidden === true);

    // The digest has heard of both by now: what came second shows. Opening a paper leaves it unread:
    // a star that is sent after it arrives without a read mark before it.
    const openFrom = async (i: number): Promise<void> => {
      await digest.bringToFront();
      await Promise.all([
        digest.waitForNavigation({ waitUntil: 'domcontentloaded' }),
        digest.click(`[data-dogear="${sampleId(i)}"] a[title=Abstract]`),
      ]);
      await untilReady(digest);
    };
    await openFrom(2);
    await press(digest, sampleId(2), 'Star');
    await until(async () => (await cardOf(other, sampleId(2)))?.starred === true);
    expect((await cardOf(other, sampleId(2)))?.read).toBe(false);

    await turn(options, 'readOnOpen');
    await untilStored(testbed, 'readOnOpen', true);
    await digest.goto(RECENT, { waitUntil: 'domcontentloaded' });
    await untilReady(digest);
    await openFrom(3);
    await until(async () => (await cardOf(other, sampleId(3)))?.read === true);
  });

  it('follows the bar of a digest and another options page, and is heard by both', async () => {
    const [one, two] = [await openOptions(testbed), await openOptions(testbed)];
    const digest = await testbed.open(RECENT);
    await untilReady(digest);
    await pressBar(digest, 'input');
    for (const page of [one, two]) await until(async () => !(await isOn(page, 'hideRead:arxiv')));
    await turn(one, 'readAfterSeconds');
    await until(() => isOn(two, 'readAfterSeconds'));
    await two.bringToFront();
    await two.click('[name="hideAs:huggingface"][value=dimmed]');
    await until(() =>
      one.$eval(
        '[name="hideAs:huggingface"][value=dimmed]',
        (it) => (it as HTMLInputElement).checked,
      ),
    );
    await two.click('[name=layout-left]');
    await until(async () => (await keyOf(one, 'next')) === 'f');
    expect(await readSettings(testbed.extensionPage)).toMatchObject({
      'hideRead:arxiv': false,
      readAfterSeconds: 10,
      'hideAs:huggingface': 'dimmed',
    });
  });
});
