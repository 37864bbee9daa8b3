/** Checks of values from a file, which can be anything. */
import { MOST } from '../../paper/paper';
import { webAddress } from '../../paper/web-address';

/** An object of JSON, of whose members nothing is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Checks that a value is a time that `Date` can hold, in milliseconds since 1970. */
export const isTime = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= 8.64e15;

export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * Returns milliseconds since 1970, from such a number, an ISO date, a date as JavaScript prints it,
 * or the digits of a Unix time.
 */
export function timeIn(value: unknown): number | undefined {
  if (isTime(value) && value > 0) return value;
  if (typeof value !== 'string' || value.length > 100 || !/\d{4}/.test(value)) return undefined;
  if (/^\s*\d{9,16}\s*$/.test(value)) return unixTime(Number(value));
  const time = Date.parse(value);
  return isTime(time) ? time : undefined;
}

/** Returns milliseconds since 1970, from seconds, milliseconds or microseconds, whichever fits. */
export function unixTime(at: number): number | undefined {
  const time = Math.round(at > 1e14 ? at / 1000 : at > 1e11 ? at : at * 1000);
  return isTime(time) && time > 0 ? time : undefined;
}

/** Returns a web address that is no longer than the library takes. */
export function shortAddress(text: string | undefined): string | undefined {
  const address = webAddress(text);
  return address && address.length <= MOST.address ? address : undefined;
}
