import { describe, expect, it } from 'vitest';
import { DAILY, RECENT, sampleId } from '../../demo/sample';
import { untilReady } from '../harness/overlay';
import { pressKeys } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import {
  clickWithin,
  controlHost,
  markOf,
  markPapers,
  noteHost,
  openDigest,
  propertiesIn,
  textsIn,
  untilFocus,
  untilMark,
} from './page';

describe.each(KINDS)('notes on a digest in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('are written in place, Markdown as typed, and show their first line', async () => {
    const page = await openDigest(testbed, RECENT);
    await pressKeys(page, 'j', 'n');
    await untilFocus(page, { card: sampleId(0), on: 'textarea' });
    await page.keyboard.type('**Ask** `Ines`, s j ?\n- the margin');
    await untilMark(testbed, 0, (mark) => mark?.note === '**Ask** `Ines`, s j ?\n- the margin');
    expect(await markOf(testbed, 0)).not.toHaveProperty('starredAt');
    // However fast: out, in again, and out.
    await pressKeys(page, 'Escape', 'n');
    await untilFocus(page, { card: sampleId(0), on: 'textarea' });
    await pressKeys(page, 'Escape', 'j');
    await untilFocus(page, { ring: sampleId(1), card: sampleId(1), on: 'a' });
    await until(async () => (await textsIn(page, noteHost(0), '.first')).length === 1);
    expect(await textsIn(page, noteHost(0), '.first')).toEqual(['**Ask** `Ines`, s j ?']);

    // By the note's line, and by the button: Escape goes back to where the user came from.
    await clickWithin(page, noteHost(0), '.first');
    await untilFocus(page, { card: sampleId(0), on: 'textarea' });
    await pressKeys(page, 'Escape');
    await untilFocus(page, { card: sampleId(0), on: 'note' });
    await clickWithin(page, controlHost(1), '[name=note]');
    await untilFocus(page, { card: sampleId(1), on: 'textarea' });
    const expanded = () =>
      page.evaluate(
        (host) =>
          document.querySelector(host)?.shadowRoot?.querySelector('[name=note]')?.ariaExpanded,
        controlHost(1),
      );
    expect(await expanded()).toBe('true');
    await pressKeys(page, 'Escape');
    await untilFocus(page, { card: sampleId(1), on: 'note' });
    await until(async () => (await expanded()) === 'false');
    expect(await page.$(noteHost(1))).toBeNull();
    await pressKeys(page, 'z');
    await untilMark(testbed, 0, (mark) => mark?.note === undefined);
    await until(async () => (await page.$(noteHost(0))) === null);
  });

  it('come with tags, offered from those in use', async () => {
    await markPapers(testbed, { tags: { later: true, 'long context': true } }, 3);
    const page = await openDigest(testbed, DAILY);
    await pressKeys(page, 'j', 'n', 'Tab');
    await untilFocus(page, { card: sampleId(0), on: 'input' });
    const offered = () => propertiesIn(page, noteHost(0), 'option', 'value');
    await until(async () => (await offered()).length === 2);
    expect((await offered()).sort()).toEqual(['later', 'long context']);
    await page.keyboard.type('evals, ideas');
    await pressKeys(page, 'Enter');
    await untilMark(testbed, 0, (mark) => mark?.tags?.join() === 'evals,ideas');
    await page.keyboard.type('evals,');
    await until(async () => (await textsIn(page, noteHost(0), '.chips button')).length === 2);
    await clickWithin(page, noteHost(0), '.chips button', 'evals');
    await untilMark(testbed, 0, (mark) => mark?.tags?.join() === 'ideas');
    await untilFocus(page, { card: sampleId(0), on: 'input' });
    await page.keyboard.type('half');
    await pressKeys(page, 'Escape');
    await untilMark(testbed, 0, (mark) => mark?.tags?.join() === 'ideas,half');
    await until(async () => (await textsIn(page, noteHost(0), '.tags'))[0] === '#ideas #half');
    await pressKeys(page, 'z', 'z');
    await untilMark(testbed, 0, (mark) => mark?.tags?.join() === 'ideas,evals');
  });

  it('lose nothing when the page is left in mid-word', async () => {
    const page = await openDigest(testbed, RECENT);
    for (const [i, leave] of [
      () => page.goto('https://arxiv.org/help', { waitUntil: 'domcontentloaded' }),
      () => page.close(),
    ].entries()) {
      if (i > 0) {
        await page.goto(RECENT, { waitUntil: 'domcontentloaded' });
        await untilReady(page);
      }
      await pressKeys(page, ...Array<string>(i + 1).fill('j'), 'n');
      await untilFocus(page, { card: sampleId(i), on: 'textarea' });
      const note = `A thought that is longer than one message, number ${i}, unfin`;
      await page.keyboard.type(note);
      await leave();
      await untilMark(testbed, i, (mark) => mark?.note === note);
    }
  });
});
