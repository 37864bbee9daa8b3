import type { PaperId } from '../paper/ids';
import { call, isPrivate } from '../protocol/rpc';

/** Query parameters that choose a page, or the order, of one and the same digest. */
const PAGING = ['skip', 'show', 'start', 'size', 'order', 'page', 'p'];

/** Returns the address of a digest, whatever page of it is shown. */
export function digestOf(address: string): string {
  const url = new URL(address);
  for (const name of PAGING) url.searchParams.delete(name);
  return url.href;
}

/**
 * Resolves to the papers that the digest had on the last visit; null on the first visit, or where no
 * visits are kept. Never rejects: a failure shows where it matters, when the marks are asked for.
 */
export async function lastVisit(address: string): Promise<ReadonlySet<PaperId> | null> {
  if (isPrivate()) return null;
  const ids = await call('lastVisit', digestOf(address)).catch(() => null);
  return ids && new Set(ids);
}

/** Remembers, for the next visit, that the digest had these papers. */
export function rememberVisit(address: string, ids: readonly PaperId[]): void {
  if (ids.length === 0 || isPrivate()) return;
  call('visit', digestOf(address), ids).catch(() => undefined);
}
