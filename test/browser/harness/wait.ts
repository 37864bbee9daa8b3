import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

/** How long a test waits for something, in ms: a busy machine may take ten times what a quiet one does. */
const LONGEST_WAIT_MS = 60_000;
const POLL_MS = 30;

/** Resolves once the condition holds. Rejects, with the condition's text, when it never does. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  timeout = LONGEST_WAIT_MS,
): Promise<void> {
  const end = Date.now() + timeout;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`Not within ${timeout} ms: ${isTrue}`);
    await pause(POLL_MS);
  }
}

/** Resolves once what is read equals what is expected; when it never does, the failure shows both. */
export async function untilEqual<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  let last: T | undefined;
  const isEqual = async (): Promise<boolean> => {
    last = await read();
    return isDeepStrictEqual(last, expected);
  };
  await until(isEqual).catch(() => expect(last).toEqual(expected));
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
