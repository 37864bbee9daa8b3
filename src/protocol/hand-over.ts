import { RequestError } from './requests';

/**
 * Where the JSON of a value can be fetched: a message of megabytes is made and sent by the page's own
 * thread, which stands still for as long; a Blob is not. It is there until `URL.revokeObjectURL`, or
 * until the page or worker that made it ends.
 */
export function lay(value: unknown): string {
  return URL.createObjectURL(new Blob([JSON.stringify(value)], { type: 'application/json' }));
}

/** Lets `use` have the address of a value for as long as it takes. */
export async function withLaid<T>(
  value: unknown,
  use: (address: string) => Promise<T>,
): Promise<T> {
  const address = lay(value);
  try {
    return await use(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** What was laid at an address by one of the extension's own pages, unchecked; of no other address. */
export async function take(address: unknown): Promise<unknown> {
  if (typeof address !== 'string' || !address.startsWith(`blob:${globalThis.origin}/`)) {
    throw new RequestError('invalid', 'The address is not of a Blob of Dogear’s own.');
  }
  try {
    return await (await fetch(address)).json();
  } catch (error) {
    throw new RequestError('invalid', `There is no JSON at the address: ${error}`);
  }
}
