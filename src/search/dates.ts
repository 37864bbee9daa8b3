/** A moment: a time in milliseconds since 1970, or a time span before now. */
export type Bound =
  | { readonly at: number }
  | { readonly ago: number; readonly unit: 'd' | 'w' | 'm' | 'y' };

/** A range of years, both included. */
export interface Years {
  readonly from?: number;
  readonly to?: number;
}

type DateMistake = 'year_form' | 'added_form' | 'range_order';

/** Reads the value of `year:`, as in `2024`, `2023..2025`, `..2020`, `2020..`, `>2020`, `<=2020`. */
export function readYears(text: string): Years | DateMistake {
  const compared = /^([<>])(=?)(\d{4})$/.exec(text);
  if (compared) {
    const year = Number(compared[3]);
    if (compared[1] === '<') return { to: compared[2] ? year : year - 1 };
    return { from: compared[2] ? year : year + 1 };
  }
  const range = /^(\d{4})?(\.{2,3}|…)?(\d{4})?$/.exec(text);
  if (!range) return 'year_form';
  const [, from, dots, to] = range;
  if (!from && !to) return 'year_form';
  if (!dots) return to ? 'year_form' : { from: Number(from), to: Number(from) };
  if (from && to && from > to) return 'range_order';
  return { ...(from ? { from: Number(from) } : {}), ...(to ? { to: Number(to) } : {}) };
}

/** From the one bound, up to but not including the other. */
interface TimeRange {
  readonly from?: Bound;
  readonly to?: Bound;
}

/**
 * Reads the value of `added:`. `<7d` is less than seven days ago, `>2w` more than two weeks ago;
 * `2026-01` is a month (or a year, a day, a minute or a second, `2026-01-02T15:04:05`) in the user's own time zone, and two of them may stand
 * with `..` between them; `>2026-01` is after that month, `<2026-01` before it.
 */
export function readAdded(text: string): TimeRange | DateMistake {
  const relative = /^([<>])=?\s*(\d{1,5})\s*([dwmy])$/.exec(text);
  if (relative) {
    const bound = { ago: Number(relative[2]), unit: relative[3] as 'd' | 'w' | 'm' | 'y' };
    return relative[1] === '<' ? { from: bound } : { to: bound };
  }
  const compared = /^([<>])(=?)(\d.*)$/.exec(text);
  if (compared) {
    const span = spanOf(compared[3] as string);
    if (!span) return 'added_form';
    const [start, end] = span;
    if (compared[1] === '<') return { to: { at: compared[2] ? end : start } };
    return { from: { at: compared[2] ? start : end } };
  }
  const [first = '', last, ...more] = text.split(/\.{2,3}|…/);
  if (more.length > 0 || text.length > 40) return 'added_form';
  if (last === undefined) {
    const span = spanOf(first);
    return span ? { from: { at: span[0] }, to: { at: span[1] } } : 'added_form';
  }
  const [start, end] = [spanOf(first), spanOf(last)];
  if ((first && !start) || (last && !end) || (!start && !end)) return 'added_form';
  if (start && end && start[0] >= end[1]) return 'range_order';
  return { ...(start ? { from: { at: start[0] } } : {}), ...(end ? { to: { at: end[1] } } : {}) };
}

/** Returns the text that `added:` reads as the second of a time, in milliseconds since 1970. */
export function secondOf(at: number): string {
  const date = new Date(at);
  const [month, day, hour, minute, second] = [
    ...[date.getMonth() + 1, date.getDate()],
    ...[date.getHours(), date.getMinutes(), date.getSeconds()],
  ].map((part) => String(part).padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}T${hour}:${minute}:${second}`;
}

/** Returns when a year, a month, a day, a minute or a second begins, and when the next one does. */
function spanOf(text: string): [start: number, end: number] | undefined {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:T(\d\d):(\d\d)(?::(\d\d))?)?)?)?$/i.exec(
    text,
  );
  if (!match) return undefined;
  const [year, month, day, hour, minute = 0, second] = match
    .slice(1)
    .map((part) => (part ? Number(part) : undefined));
  if (year === undefined || year < 1_000) return undefined;
  if (month === undefined) return [+new Date(year, 0, 1), +new Date(year + 1, 0, 1)];
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return [+new Date(year, month - 1, 1), +new Date(year, month, 1)];
  const date = new Date(year, month - 1, day);
  if (date.getMonth() !== month - 1 || day < 1) return undefined;
  if (hour !== undefined) {
    if (hour > 23 || minute > 59 || (second ?? 0) > 59) return undefined;
    const start = +new Date(year, month - 1, day, hour, minute, second ?? 0);
    return [start, start + (second === undefined ? 60_000 : 1_000)];
  }
  return [+date, +new Date(year, month - 1, day + 1)];
}

/**
 * Returns a bound in milliseconds since 1970. A month ago is the same day of the month before, or the
 * last day of that month.
 */
export function timeOfBound(bound: Bound, now: number): number {
  if ('at' in bound) return bound.at;
  const { ago, unit } = bound;
  const date = new Date(now);
  if (unit === 'd') date.setDate(date.getDate() - ago);
  if (unit === 'w') date.setDate(date.getDate() - 7 * ago);
  if (unit === 'm' || unit === 'y') {
    const day = date.getDate();
    date.setDate(1);
    date.setMonth(date.getMonth() - (unit === 'm' ? ago : 12 * ago));
    const last = new Date(date.getFullYear(), date.getMonth() + 1, 0).getDate();
    date.setDate(Math.min(day, last));
  }
  return +date;
}
