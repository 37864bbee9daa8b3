import type { PaperId } from '../paper/ids';
import { call, isPrivate } from '../protocol/rpc';

/** The address of a digest whatever page of it is shown. */
export function digestOf(address: string): string {
  const url = new URL(address);
  for (const name of ['skip', 'show', 'start', 'size', 'order', 'page', 'p'])
    url.searchParams.delete(name);
  return url.href;
}

/** The papers of the digest's last visit; null where it is the first, or nothing is kept of visits. */
export async function lastVisit(address: string): Promise<ReadonlySet<PaperId> | null> {
  if (isPrivate()) return null;
  // Where that fails, it says so itself where it matters: when the marks are asked for.
  const ids = await call('lastVisit', digestOf(address)).catch(() => null);
  return ids && new Set(ids);
}

/** Remembers, for the next visit, that these papers were there. */
export function rememberVisit(address: string, ids: readonly PaperId[]): void {
  if (ids.length === 0 || isPrivate()) return;
  call('visit', digestOf(address), ids).catch(() => undefined);
}
