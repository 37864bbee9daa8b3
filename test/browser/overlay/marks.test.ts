import { describe, expect, it } from 'vitest';
import { DAILY, PAPERS, RECENT, sampleId } from '../../demo/sample';
import { barOf, cardOf, cardsOf, press, untilCard, untilReady } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { markOf, untilMark } from './page';

describe.each(KINDS)('marks on a digest in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  it('puts one control on every card, and says how many papers there are', async () => {
    for (const address of [DAILY, RECENT]) {
      const page = await testbed.open(address);
      await untilReady(page);
      const cards = await cardsOf(page);
      expect(cards.map(({ id }) => id)).toEqual(PAPERS.map(({ id }) => `arxiv:${id}`));
      expect(cards.every(({ controls }) => controls === 1)).toBe(true);
      expect(await barOf(page)).toContain('9 papers');
    }
  });

  it('stars on a click, on every open tab and every site at once', async () => {
    const daily = await testbed.open(DAILY);
    const list = await testbed.open(RECENT);
    await Promise.all([untilReady(daily), untilReady(list)]);
    await press(daily, sampleId(0), 'Star');
    await untilCard(
      daily,
      sampleId(0),
      ({ starred, pressed }) => starred && pressed.includes('Star'),
    );
    await untilCard(
      list,
      sampleId(0),
      ({ starred, pressed }) => starred && pressed.includes('Star'),
    );
    await press(list, sampleId(0), 'Star');
    await untilCard(daily, sampleId(0), ({ starred, pressed }) => !starred && pressed.length === 0);
  });

  it('keeps what two tabs do to one paper', async () => {
    const a = await testbed.open(DAILY);
    const b = await testbed.open(RECENT);
    await Promise.all([untilReady(a), untilReady(b)]);
    await press(a, sampleId(8), 'Star');
    await press(b, sampleId(8), 'Read');
    for (const page of [a, b]) {
      await untilCard(page, sampleId(8), ({ pressed }) => pressed.join() === 'Star,Read');
    }
  });

  it('loses nothing when the background is stopped between two clicks', async () => {
    const page = await testbed.open(RECENT);
    await untilReady(page);
    for (const id of [sampleId(4), sampleId(7)]) {
      const before = (await cardOf(page, id))?.starred;
      await testbed.session.stopBackground();
      await press(page, id, 'Star');
      await untilCard(page, id, ({ starred }) => starred !== before);
      await testbed.session.stopBackground();
      const check = await testbed.open(RECENT);
      await untilReady(check);
      await untilCard(check, id, ({ starred }) => starred !== before);
    }
  });

  it('acts for the user alone: a click that the page makes does nothing', async () => {
    const page = await testbed.open(RECENT);
    await untilReady(page);
    await page.evaluate((id) => {
      const host = document.querySelector(`[data-dogear="${id}"] dogear-control`);
      host?.shadowRoot?.querySelector('button')?.click();
    }, sampleId(6));
    // What it had sent would be there before this star.
    await press(page, sampleId(5), 'Star');
    await untilMark(testbed, 5, (mark) => mark?.starredAt !== undefined);
    expect(await cardOf(page, sampleId(6))).toMatchObject({ starred: false, pressed: [] });
    expect(await markOf(testbed, 6)).toBeUndefined();
  });

  it('does not ask the web for anything of its own', async () => {
    for (const address of [DAILY, RECENT]) {
      const page = await testbed.open(address);
      await untilReady(page);
    }
    const foreign = testbed.web.asked.filter(
      (address) =>
        !/^https:\/\/(?:huggingface\.co|arxiv\.org)\//.test(address) &&
        !/mozilla|firefox|google|gstatic/.test(address),
    );
    expect(foreign).toEqual([]);
  });
});
