import type { PaperId } from '../paper/ids';
import { call, isPrivate } from '../protocol/rpc';

/**
 * Resolves to the papers that the digest had on the last visit; null on the first visit, or where no
 * visits are kept. Never rejects: a failure shows where it matters, when the marks are asked for.
 */
export async function lastVisit(address: string): Promise<ReadonlySet<PaperId> | null> {
  if (isPrivate()) return null;
  const ids = await call('lastVisit', address).catch(() => null);
  return ids && new Set(ids);
}

/** Remembers, for the next visit, that the digest had these papers. */
export function rememberVisit(address: string, ids: readonly PaperId[]): void {
  if (ids.length === 0 || isPrivate()) return;
  call('visit', address, ids).catch(() => undefined);
}
