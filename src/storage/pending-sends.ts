/**
 * Remembers what was sent to Zotero while no answer is known yet. It outlives the page that sent it: if
 * that page is closed too early, or the connection breaks, the user sends again.
 */
import browser from '../ext';
import type { PaperId } from '../paper/ids';

const KEY = 'zotero:unanswered';

export interface PendingSend {
  /** Sent again with the same session, Zotero says whether it has the papers. */
  readonly sessionID: string;
  readonly ids: readonly PaperId[];
}

/** Resolves to the sends without an answer; damaged records are left out. */
export async function getPendingSends(): Promise<PendingSend[]> {
  const stored: unknown = (await browser.storage.local.get(KEY))[KEY];
  return Array.isArray(stored) ? stored.filter(isPendingSend) : [];
}

/** Remembers a send before it is made, in place of what was known about the same session. */
export async function addPendingSend(send: PendingSend): Promise<void> {
  await browser.storage.local.set({ [KEY]: [...(await othersThan(send.sessionID)), send] });
}

/** Forgets a send whose answer has come and is kept elsewhere. */
export async function removePendingSend(sessionID: string): Promise<void> {
  await browser.storage.local.set({ [KEY]: await othersThan(sessionID) });
}

const othersThan = async (sessionID: string): Promise<PendingSend[]> =>
  (await getPendingSends()).filter((send) => send.sessionID !== sessionID);

function isPendingSend(value: unknown): value is PendingSend {
  const { sessionID, ids } = (value ?? {}) as Partial<PendingSend>;
  return (
    typeof sessionID === 'string' &&
    Array.isArray(ids) &&
    ids.every((id: unknown) => typeof id === 'string')
  );
}
