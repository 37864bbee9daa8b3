import { afterEach, describe, expect, it } from 'vitest';
import {
  dayNumber,
  dayNumberAt,
  firstDayOfWeek,
  isoDay,
  localIsoDay,
  monthNumberOf,
  parseMonth,
  weekdayOf,
} from '../../src/paper/date';

const ZONE = process.env.TZ;
afterEach(() => {
  if (ZONE === undefined) delete process.env.TZ;
  else process.env.TZ = ZONE;
});

/** Node takes up the zone at the next date. */
function goTo(zone: string): void {
  process.env.TZ = zone;
}

const at = (text: string): number => new Date(text).getTime();

describe('dayNumberAt', () => {
  it.each([
    // The same moment on two days.
    ['Pacific/Auckland', '2026-03-04T11:30:00Z', '2026-03-05'],
    ['America/Los_Angeles', '2026-03-04T04:30:00Z', '2026-03-03'],
    ['Asia/Kathmandu', '2026-03-04T18:15:00Z', '2026-03-05'],
    ['Asia/Kathmandu', '2026-03-04T18:14:59.999Z', '2026-03-04'],
    // Spring forward and back: 23 and 25 hours, from the first second to the last.
    ['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25'],
    ['Europe/Berlin', '2026-10-25T22:59:59.999Z', '2026-10-25'],
    // There was no midnight: the day began at one.
    ['America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-04'],
    ['America/Sao_Paulo', '2018-11-04T02:59:59.999Z', '2018-11-03'],
    // There was no 30 December.
    ['Pacific/Apia', '2011-12-30T09:59:59.999Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
  ])('in %s, %s is on %s', (zone, moment, day) => {
    goTo(zone);
    expect(isoDay(dayNumberAt(at(moment)))).toBe(day);
    expect(localIsoDay(at(moment))).toBe(day);
  });

  it('knows weeks and months on both sides of 1970', () => {
    expect(weekdayOf(dayNumber(2026, 10, 25))).toBe(3);
    expect(weekdayOf(dayNumber(1969, 11, 31))).toBe(3);
    expect(isoDay(firstDayOfWeek(dayNumber(2026, 10, 25), 1))).toBe('2026-11-23');
    expect(isoDay(firstDayOfWeek(dayNumber(2026, 10, 25), 7))).toBe('2026-11-22');
    expect(isoDay(firstDayOfWeek(dayNumber(2026, 10, 25), 6))).toBe('2026-11-21');
    expect(monthNumberOf(dayNumber(2026, 10, 30))).toBe(2026 * 12 + 10);
    expect(monthNumberOf(dayNumber(1969, 0, 1))).toBe(1969 * 12);
  });
});

describe('parseMonth', () => {
  it.each([
    ['jun', '06'],
    ['June', '06'],
    ['Sept', '09'],
    ['6', '06'],
    ['12', '12'],
    ['13', undefined],
    ['0', undefined],
    ['x', undefined],
    ['', undefined],
  ])('reads %j as %j', (text, month) => {
    expect(parseMonth(text)).toBe(month);
  });
});
