import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { dayNumber, isoDay } from '../../src/paper/date';
import { AGES, agesOf } from '../../src/reading/age-series';
import { calendarOf, shadesOf, yearsOf } from '../../src/reading/calendar-series';
import { flowOf } from '../../src/reading/flow-series';
import { periodsOf } from '../../src/reading/periods';
import { sitesOf } from '../../src/reading/site-series';
import {
  type CountedPaper,
  countPaper,
  makeSums,
  type Sums,
  totalOf,
} from '../../src/reading/sums';
import { topicsOf } from '../../src/reading/topic-series';

const ZONE = process.env.TZ;
afterEach(() => {
  if (ZONE === undefined) delete process.env.TZ;
  else process.env.TZ = ZONE;
});

/** Node takes up the zone at the next date. */
function goTo(zone: string): void {
  process.env.TZ = zone;
}

function sumsOf(...all: CountedPaper[]): Sums {
  const sums = makeSums();
  for (const facts of all) countPaper(sums, facts, 1);
  return sums;
}

const at = (text: string): number => new Date(text).getTime();

describe('the calendar', () => {
  it('has every day of its year, and on it what was read and starred then', () => {
    goTo('America/New_York');
    const sums = sumsOf(
      { readAt: at('2024-02-29T23:59:00-05:00'), starredAt: at('2024-03-01T00:01:00-05:00') },
      { readAt: at('2024-02-29T00:00:00-05:00') },
      { dismissedAt: at('2024-02-29T12:00:00-05:00') },
      // In UTC that is the next year already.
      { starredAt: at('2024-12-31T23:00:00-05:00') },
      { readAt: at('2022-06-01T12:00:00Z') },
    );
    expect(yearsOf(sums)).toEqual([2024, 2022]);
    const days = calendarOf(sums, 2024);
    expect(days).toHaveLength(366);
    expect(calendarOf(sums, 2023)).toHaveLength(365);
    expect(
      days
        .filter(({ read, starred }) => read + starred > 0)
        .map(({ day, read, starred }) => [isoDay(day), read, starred]),
    ).toEqual([
      ['2024-02-29', 2, 0],
      ['2024-03-01', 0, 1],
      ['2024-12-31', 0, 1],
    ]);
  });

  it('has no more shades than there are numbers', () => {
    expect(shadesOf([0, 0])).toEqual([]);
    expect(shadesOf([0, 1])).toEqual([1]);
    expect(shadesOf([2, 0, 3])).toEqual([1, 2, 3]);
    expect(shadesOf([40])).toEqual([1, 8, 18, 30]);
    fc.assert(
      fc.property(fc.array(fc.nat(5_000)), (counts) => {
        const shades = shadesOf(counts);
        expect(shades).toEqual([...new Set(shades)].sort((a, b) => a - b));
        expect(shades.length).toBeLessThanOrEqual(4);
        expect(shades.length > 0).toBe(counts.some((count) => count > 0));
      }),
    );
  });
});

describe('what was skimmed and kept', () => {
  it('has every period between the first mark and the last, empty ones too', () => {
    goTo('UTC');
    const sums = sumsOf(
      { readAt: at('2026-01-31T12:00Z'), starredAt: at('2026-03-01T12:00Z') },
      { dismissedAt: at('2026-01-01T12:00Z') },
      { readAt: at('2026-01-05T12:00Z') },
    );
    const short = (grain: 'week' | 'month', most: number) =>
      flowOf(sums, grain, 1, most).map((one) => [
        isoDay(one.start),
        one.read,
        one.starred,
        one.dismissed,
      ]);
    expect(short('month', 60)).toEqual([
      ['2026-01-01', 2, 0, 1],
      ['2026-02-01', 0, 0, 0],
      ['2026-03-01', 0, 1, 0],
    ]);
    expect(short('week', 52)).toHaveLength(9);
    expect(short('week', 2)).toEqual([
      ['2026-02-16', 0, 0, 0],
      ['2026-02-23', 0, 1, 0],
    ]);
    expect(flowOf(makeSums(), 'month', 1, 60)).toEqual([]);
  });

  it('has periods that follow each other, whatever they are', () => {
    const grains = fc.constantFrom('week' as const, 'month' as const, 'quarter' as const);
    fc.assert(
      fc.property(
        ...[fc.integer({ min: -9_000, max: 40_000 }), fc.nat(3_000), grains],
        fc.integer({ min: 1, max: 7 }),
        (first, more, grain, firstWeekday) => {
          const periods = periodsOf(first, first + more, grain, firstWeekday);
          expect(periods[0]?.start).toBeLessThanOrEqual(first);
          expect(periods[0]?.end).toBeGreaterThan(first);
          expect(periods.at(-1)?.end).toBeGreaterThan(first + more);
          for (const [i, { start }] of periods.slice(1).entries())
            expect(start).toBe(periods[i]?.end);
        },
      ),
    );
  });
});

describe('papers by name', () => {
  it('counts a paper in the month of its first mark, under its category and each of its tags', () => {
    goTo('UTC');
    const sums = sumsOf(
      {
        readAt: at('2026-02-03T00:00Z'),
        starredAt: at('2026-01-20T00:00Z'),
        category: 'cs.CL',
        tags: ['a', 'constructor'],
      },
      { readAt: at('2026-03-03T00:00Z'), category: 'cs.CL', tags: ['a'] },
      { starredAt: at('2026-03-04T00:00Z'), category: 'cs.LG' },
      { starredAt: at('2026-03-05T00:00Z') },
      // It was not for the reader: no interest of theirs.
      { dismissedAt: at('2026-03-05T00:00Z'), category: 'q-fin', tags: ['b'] },
    );
    const { rows, periods, without, others, grain } = topicsOf(sums.categories, 8);
    expect(periods.map(({ start }) => isoDay(start))).toEqual([
      '2026-01-01',
      '2026-02-01',
      '2026-03-01',
    ]);
    expect(rows).toEqual([
      { name: 'cs.CL', total: 2, counts: [1, 0, 1] },
      { name: 'cs.LG', total: 1, counts: [0, 0, 1] },
    ]);
    expect([without, others, grain]).toEqual([1, undefined, 'month']);
    expect(topicsOf(sums.tags, 1)).toMatchObject({
      rows: [{ name: 'a', total: 2 }],
      others: { names: 1, total: 1, counts: [1, 0, 0] },
    });
  });

  it('takes longer periods for a longer time', () => {
    const names = (months: number) =>
      new Map([
        [
          'a',
          new Map([
            [24_000, 1],
            [24_000 + months - 1, 2],
          ]),
        ],
      ]);
    expect(topicsOf(names(48), 8)).toMatchObject({ grain: 'month' });
    expect(topicsOf(names(48), 8).periods).toHaveLength(48);
    expect(topicsOf(names(49), 8)).toMatchObject({ grain: 'quarter' });
    expect(topicsOf(names(600), 8)).toMatchObject({ grain: 'year', rows: [{ total: 3 }] });
    expect(topicsOf(new Map(), 8)).toMatchObject({ rows: [], periods: [] });
  });
});

describe('sites and ages', () => {
  it('lists the sites, and last the papers that came by another way', () => {
    const sums = sumsOf(
      { readAt: 1 },
      { readAt: 1 },
      { readAt: 1, starredAt: 2, site: 'arxiv' },
      { dismissedAt: 1, site: 'arxiv' },
    );
    expect(sitesOf(sums)).toEqual([
      { site: 'arxiv', papers: 1, read: 1, starred: 1 },
      { site: '', papers: 2, read: 2, starred: 0 },
    ]);
  });

  it('counts the stars that are not read by their age in days', () => {
    const today = dayNumber(2026, 10, 25);
    const star = (days: number): CountedPaper => ({ starredAt: (today - days) * 86_400_000 });
    goTo('UTC');
    const ages = AGES.flatMap((from) => [star(from), star(from - 1)]);
    const sums = sumsOf(...ages, star(4_000), { ...star(3), readAt: at('2026-11-25T00:00Z') });
    expect(agesOf(sums, today)).toEqual({
      total: 15,
      counts: [3, 2, 2, 2, 2, 2, 2],
      median: 91,
    });
    expect(agesOf(makeSums(), today)).toEqual({
      total: 0,
      counts: AGES.map(() => 0),
      median: undefined,
    });
  });
});

describe('counting', () => {
  const time = fc.option(fc.integer({ min: 0, max: 2 ** 41 }), { nil: undefined });
  const facts = fc.record({
    starredAt: time,
    readAt: time,
    dismissedAt: time,
    tags: fc.uniqueArray(fc.constantFrom('a', 'b', '__proto__'), { maxLength: 3 }),
    category: fc.constantFrom('cs.CL', 'cs.LG', undefined),
    site: fc.constantFrom('arxiv', 'huggingface', undefined),
  });

  it('is undone by counting out, to nothing', () => {
    fc.assert(
      fc.property(fc.array(facts), fc.array(facts), (kept, gone) => {
        const sums = sumsOf(...kept, ...gone);
        for (const one of gone) countPaper(sums, one, -1);
        expect(sums).toEqual(sumsOf(...kept));
      }),
    );
  });

  it('says the same in every figure', () => {
    fc.assert(
      fc.property(fc.array(facts), (all) => {
        const sums = sumsOf(...all);
        const read = all.filter(({ readAt }) => readAt !== undefined).length;
        const years = yearsOf(sums).flatMap((year) => calendarOf(sums, year));
        expect(years.reduce((sum, day) => sum + day.read, 0)).toBe(read);
        expect(flowOf(sums, 'month', 1, 1e6).reduce((sum, one) => sum + one.read, 0)).toBe(read);
        expect(sitesOf(sums).reduce((sum, one) => sum + one.read, 0)).toBe(read);
        const { rows, others } = topicsOf(sums.tags, 1);
        for (const row of rows)
          expect(row.counts.reduce((sum, count) => sum + count, 0)).toBe(row.total);
        expect((rows[0]?.total ?? 0) + (others?.total ?? 0)).toBe(
          [...sums.tags.values()].reduce((sum, counts) => sum + totalOf(counts), 0),
        );
      }),
    );
  });

  it('leaves out a time that no calendar has', () => {
    const sums = sumsOf({ readAt: Number.NaN, starredAt: 1e300, dismissedAt: 8.64e15 });
    expect(sums).toEqual(makeSums());
  });
});
