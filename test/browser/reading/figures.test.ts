import { beforeEach, describe, expect, it } from 'vitest';
import { fillLibrary } from '../harness/library';
import { KINDS, useBrowser } from '../harness/testbed';
import {
  barsOf,
  column,
  countOf,
  expectInProportion,
  LIBRARY,
  openDrawn,
  shapesOf,
  tableOf,
  total,
  WAITING,
} from './page';

describe.each(KINDS)('the figures of the reading page in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });
  beforeEach(() => fillLibrary(testbed.extensionPage, LIBRARY));

  it('counts in all what the library has', async () => {
    const page = await openDrawn(testbed);
    const totals = await page.$$eval('.totals dd', (all) => all.map((one) => one.textContent));
    expect(totals).toEqual(
      [countOf('readAt'), countOf('starredAt'), WAITING, countOf('dismissedAt')].map(String),
    );
  });

  it('draws the calendar as its table has it', async () => {
    const page = await openDrawn(testbed);
    const days = await tableOf(page, 'calendar');
    const cells = await shapesOf(page, 'calendar');
    expect(days[0]).toEqual(['Day', 'Read', 'Starred']);
    expect([total(column(days, 1)), total(column(days, 2))]).toEqual([
      countOf('readAt', 2025),
      countOf('starredAt', 2025),
    ]);
    // Each day once for each of the two.
    expect(cells).toHaveLength(2 * 365);
    const none = cells.find(({ says }) => says.startsWith('0 read, 0 starred'))?.fill;
    for (const [i, { says, fill }] of cells.entries()) {
      const [, read, starred, day] = /^(\d+) read, (\d+) starred, (.+)$/.exec(says) ?? [];
      const row = days.find(([name]) => name?.endsWith(`, ${day}`)) ?? ['', '0', '0'];
      expect([read, starred], says).toEqual(row.slice(1));
      expect(fill === none, says).toBe((i < 365 ? read : starred) === '0');
    }
  });

  it('draws the flow as its table has it', async () => {
    const page = await openDrawn(testbed);
    const months = await tableOf(page, 'flow');
    expect(months.slice(1).map(([name]) => name)).toHaveLength(24);
    expect([1, 2, 3].map((i) => total(column(months, i)))).toEqual([
      countOf('readAt'),
      countOf('starredAt'),
      countOf('dismissedAt'),
    ]);
    expect((await shapesOf(page, 'flow')).map(({ says }) => says)).toEqual(
      months.slice(1).map(([name, r, s, d]) => `${r} read, ${s} starred, ${d} not for me, ${name}`),
    );
    for (const [i, colour] of ['read', 'star', 'gone'].entries()) {
      const bars = await barsOf(page, 'flow', `bar-${colour}`, 'height');
      // The last of them is the legend's.
      expectInProportion(bars.slice(0, -1), column(months, i + 1));
    }
  });

  it('draws categories and tags as their tables have them', async () => {
    const page = await openDrawn(testbed);
    for (const name of ['categories', 'tags'] as const) {
      const topics = await tableOf(page, name);
      const rows = (topics[0] ?? []).slice(1);
      const shapes = (await shapesOf(page, name)).map(({ says }) => says);
      const told = rows.flatMap((row, i) =>
        topics.slice(1).map((line) => {
          const n = line[i + 1];
          return `${row}: ${n} ${n === '1' ? 'paper' : 'papers'}, ${line[0]}`;
        }),
      );
      expect(shapes).toEqual(told);
      const numbers = rows.flatMap((_, i) => column(topics, i + 1));
      const bars = await barsOf(page, name, 'bar-topic', 'height');
      expect(bars).toHaveLength(numbers.length);
      for (const [i, n] of numbers.entries()) {
        expect((bars[i] as number) / Math.max(...bars)).toBeCloseTo(n / Math.max(...numbers), 2);
      }
    }
    expect((await tableOf(page, 'categories'))[0]?.at(-1)).toBe('2 others');
    expect((await tableOf(page, 'tags'))[0]).toEqual(['Month', 'to cite', '=1+1']);
    expect(total(column(await tableOf(page, 'tags'), 2))).toBe(
      LIBRARY.filter(({ mark }) => mark.tags?.includes('=1+1') && (mark.readAt || mark.starredAt))
        .length,
    );
  });

  it('draws sites and ages as their tables have them', async () => {
    const page = await openDrawn(testbed);
    const sites = await tableOf(page, 'sites');
    expect(sites.slice(1).map(([name]) => name)).toEqual([
      'Hugging Face',
      'arXiv',
      'Not from a digest',
    ]);
    expectInProportion(await barsOf(page, 'sites', 'bar-read', 'width'), column(sites, 2));
    expect((await shapesOf(page, 'sites')).map(({ says }) => says)).toEqual(
      sites.slice(1).map(([name, , r, s]) => `${name}: ${r} read, ${s} starred`),
    );

    const ages = await tableOf(page, 'ages');
    expect(total(column(ages, 1))).toBe(WAITING);
    expectInProportion(await barsOf(page, 'ages', 'bar-star', 'width'), column(ages, 1));
  });
});
