/**
 * A hybrid logical clock (Kulkarni et al., 2014): a stamp is the wall time, a counter for when that does
 * not move forward, and the machine's id, which tells two machines apart. Stamps compare as strings.
 */
declare const brand: unique symbol;
export type Stamp = string & { readonly [brand]: 'Stamp' };

const TIME_DIGITS = 9; // base 36: enough until the year 5188
const COUNT_DIGITS = 4;
const FORM = /^[0-9a-z]{9}-[0-9a-z]{4}-[0-9a-z]{8}$/;

export function isStamp(value: unknown): value is Stamp {
  return typeof value === 'string' && FORM.test(value);
}

/** Returns the wall time of a stamp, in milliseconds since 1970. */
export function timeOf(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(0, TIME_DIGITS), 36);
}

/** Latest time of a stamp: a later one would be longer, and its order as a string wrong. */
const LATEST = 36 ** TIME_DIGITS - 1;

const countOf = (stamp: Stamp): number =>
  Number.parseInt(stamp.slice(TIME_DIGITS + 1, TIME_DIGITS + 1 + COUNT_DIGITS), 36);

const format = (time: number, count: number, node: string): Stamp =>
  [
    time.toString(36).padStart(TIME_DIGITS, '0'),
    count.toString(36).padStart(COUNT_DIGITS, '0'),
    node,
  ].join('-') as Stamp;

/**
 * Returns the next stamp, which is later than `last` even if the wall clock stood still or was set back.
 *
 * @param now milliseconds since 1970
 * @param node the machine's id, eight characters of base 36
 */
export function tick(last: Stamp | undefined, now: number, node: string): Stamp {
  const time = Math.min(Math.max(now, 0), LATEST);
  if (!last || time > timeOf(last)) return format(time, 0, node);
  const count = countOf(last) + 1;
  if (count < 36 ** COUNT_DIGITS) return format(timeOf(last), count, node);
  return format(timeOf(last) + 1, 0, node);
}

/** Returns an id for a new machine. */
export function newNode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}
