/**
 * Passes megabytes to the background. A message of that size would be made and sent by the page's own
 * thread, which stands still meanwhile; a Blob is not.
 */
import { RequestError } from './requests';

/**
 * Returns an object URL under which the JSON of a value can be fetched, until `URL.revokeObjectURL` or
 * until the page or worker that made it ends.
 */
export function makeJsonUrl(value: unknown): string {
  return URL.createObjectURL(new Blob([JSON.stringify(value)], { type: 'application/json' }));
}

/** Calls `use` with the object URL of a value, and revokes it afterwards. */
export async function withJsonUrl<T>(
  value: unknown,
  use: (address: string) => Promise<T>,
): Promise<T> {
  const address = makeJsonUrl(value);
  try {
    return await use(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * Resolves to the value under an object URL that one of the extension's own pages made. The value is
 * unchecked; any other address is refused.
 * @throws RequestError
 */
export async function readJsonUrl(address: unknown): Promise<unknown> {
  if (typeof address !== 'string' || !address.startsWith(`blob:${globalThis.origin}/`)) {
    throw new RequestError('invalid', 'The address is not of a Blob of Dogear’s own.');
  }
  try {
    return await (await fetch(address)).json();
  } catch (error) {
    throw new RequestError('invalid', `There is no JSON at the address: ${error}`);
  }
}
