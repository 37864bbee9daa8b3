/**
 * What was sent to Zotero, and no answer is known yet. It outlives the page that sent it: closed too
 * early, or told of a broken connection, its reader sends again.
 */
import browser from '../ext';
import type { PaperId } from '../paper/ids';

const KEY = 'zotero:unanswered';

export interface Unanswered {
  /** With the same one Zotero tells whether it has the papers. */
  readonly sessionID: string;
  readonly ids: readonly PaperId[];
}

/** What is damaged is left out. */
export async function getUnanswered(): Promise<Unanswered[]> {
  const stored: unknown = (await browser.storage.local.get(KEY))[KEY];
  return Array.isArray(stored) ? stored.filter(isUnanswered) : [];
}

/** Before it is sent. In the place of what was known of the session. */
export async function keepUnanswered(one: Unanswered): Promise<void> {
  await browser.storage.local.set({ [KEY]: [...(await othersThan(one.sessionID)), one] });
}

/** An answer came, and what it says is kept elsewhere. */
export async function dropUnanswered(sessionID: string): Promise<void> {
  await browser.storage.local.set({ [KEY]: await othersThan(sessionID) });
}

const othersThan = async (sessionID: string): Promise<Unanswered[]> =>
  (await getUnanswered()).filter((one) => one.sessionID !== sessionID);

function isUnanswered(value: unknown): value is Unanswered {
  const { sessionID, ids } = (value ?? {}) as Partial<Unanswered>;
  return (
    typeof sessionID === 'string' &&
    Array.isArray(ids) &&
    ids.every((id: unknown) => typeof id === 'string')
  );
}
