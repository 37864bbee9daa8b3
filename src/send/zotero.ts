import type { ZoteroItem } from '../formats/zotero';

/**
 * Zotero's connector server, which runs while Zotero does. Zotero's own source says what it takes:
 * chrome/content/zotero/xpcom/server/server_connector.js.
 */
export const ZOTERO = 'http://127.0.0.1:23119';

/** What asks for access to it. With the port in the pattern Firefox grants it, and then refuses. */
export const ZOTERO_ORIGINS: readonly string[] = ['http://127.0.0.1/*'];

/** Zotero writes what it is sent before it answers; a message of thousands would run into its limit. */
const BATCH = 50;

/** Zotero answers at once, or shows a dialog that nobody sees. */
const PATIENCE_MS = 30_000;

/** How sending can fail, as the reader is told. */
export type ZoteroFailure =
  /** Nobody listens: Zotero is not running, or its server is switched off. */
  | 'not-running'
  /** Somebody answers who is not Zotero, or not as it should. */
  | 'odd-answer'
  /** What is chosen in Zotero cannot be written to. */
  | 'read-only';

export class ZoteroError extends Error {
  override readonly name = 'ZoteroError';

  constructor(
    readonly code: ZoteroFailure,
    message: string,
    /** How many items were saved before it failed. */
    readonly saved: number = 0,
  ) {
    super(message);
  }
}

/** Where in Zotero the items go: what is chosen in its window. */
export interface ZoteroTarget {
  readonly library: string;
  /** Undefined where the library itself is chosen. */
  readonly collection: string | undefined;
}

export interface ZoteroOptions {
  /** Where the server is, without a slash at the end. */
  readonly base?: string;
  /** Told after each message how many items are saved. */
  readonly onSaved?: (saved: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Saves the items into the collection that is chosen in Zotero, and tells which that is. Rejects with
 * a `ZoteroError`; what was saved until then stays, and the error tells how many that are.
 */
export async function sendToZotero(
  items: readonly ZoteroItem[],
  { base = ZOTERO, onSaved, signal }: ZoteroOptions = {},
): Promise<ZoteroTarget> {
  const target = await readTarget(base, signal);
  for (let at = 0; at < items.length; at += BATCH) {
    const batch = items.slice(at, at + BATCH);
    // Each message with a session of its own: Zotero refuses one that it has seen.
    const body = { sessionID: crypto.randomUUID(), uri: batch[0]?.url ?? '', items: batch };
    const response = await post(base, 'saveItems', body, signal, at);
    if (response.status !== 201) throw await refusal(response, at);
    onSaved?.(at + batch.length);
  }
  return target;
}

/** What is chosen in Zotero; rejects where it cannot be written to. */
async function readTarget(base: string, signal: AbortSignal | undefined): Promise<ZoteroTarget> {
  const response = await post(base, 'getSelectedCollection', {}, signal, 0);
  const chosen: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  if (!isChosen(chosen)) {
    throw new ZoteroError('odd-answer', `getSelectedCollection: status ${response.status}`);
  }
  if (!(chosen.editable ?? chosen.libraryEditable ?? true)) {
    throw new ZoteroError('read-only', chosen.libraryName);
  }
  // In a library that is chosen itself, `id` is null and `name` is the library's.
  const collection = chosen.id === null || chosen.id === undefined ? undefined : chosen.name;
  return { library: chosen.libraryName, collection };
}

interface Chosen {
  readonly libraryName: string;
  readonly libraryEditable?: boolean;
  readonly editable?: boolean;
  readonly id?: unknown;
  readonly name?: string;
}

const isChosen = (value: unknown): value is Chosen =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Chosen).libraryName === 'string' &&
  ['string', 'undefined'].includes(typeof (value as Chosen).name);

async function refusal(response: Response, saved: number): Promise<ZoteroError> {
  const answer: unknown = await response.json().catch(() => undefined);
  const isReadOnly =
    response.status === 500 && (answer as Partial<Chosen> | undefined)?.libraryEditable === false;
  return isReadOnly
    ? new ZoteroError('read-only', 'saveItems', saved)
    : new ZoteroError('odd-answer', `saveItems: status ${response.status}`, saved);
}

async function post(
  base: string,
  endpoint: string,
  body: object,
  signal: AbortSignal | undefined,
  saved: number,
): Promise<Response> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await fetch(`${base}/connector/${endpoint}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        // Without it Zotero answers as if a web page had asked, and refuses.
        'X-Zotero-Connector-API-Version': '3',
      },
      body: JSON.stringify(body),
      credentials: 'omit',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
  } catch (error) {
    // `fetch` tells no more than that it failed: nobody listens on the port.
    if (signal?.aborted) throw error;
    throw new ZoteroError('not-running', String(error), saved);
  }
}
