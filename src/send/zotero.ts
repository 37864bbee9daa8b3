import type { ZoteroItem } from '../formats/write/zotero';

/**
 * Zotero's connector server, which runs while Zotero does. Zotero's own source says what it takes:
 * chrome/content/zotero/xpcom/server/server_connector.js.
 */
export const ZOTERO = 'http://127.0.0.1:23119';

/** What asks for access to it. With the port in the pattern Firefox grants it, and then refuses. */
export const ZOTERO_ORIGINS: readonly string[] = ['http://127.0.0.1/*'];

/** Zotero writes what it is sent before it answers; a message of thousands would run into its limit. */
export const BATCH = 50;

/** Zotero answers at once, or shows a dialog that nobody sees. */
const PATIENCE_MS = 30_000;

/** How sending can fail, as the reader is told. */
export type ZoteroFailure =
  /** The connection fails: Zotero is not running, its server is switched off, or it broke off. */
  | 'not-running'
  /** It has the request, and no answer came in time. */
  | 'too-slow'
  /** Somebody answers who is not Zotero, or not as it should. */
  | 'odd-answer'
  /** What is chosen in Zotero cannot be written to. */
  | 'read-only';

export class ZoteroError extends Error {
  override readonly name = 'ZoteroError';

  constructor(
    readonly code: ZoteroFailure,
    message: string,
  ) {
    super(message);
  }

  /** Of what has no answer nobody knows whether it was done. */
  get isAnswer(): boolean {
    return this.code === 'odd-answer' || this.code === 'read-only';
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
  /** How long an answer may take, in ms. */
  readonly patience?: number;
}

/**
 * Saves the items, at most `BATCH`, into the collection that is chosen in Zotero. True where it saved
 * them now, false where it had this session before, with whatever that held. After a `ZoteroError`
 * that is an answer the session is spent; after one that is none, only the same session can tell what
 * was saved, as long as Zotero knows it: until it is closed, or ten minutes and a further session.
 */
export async function saveItems(
  sessionID: string,
  items: readonly ZoteroItem[],
  options: ZoteroOptions = {},
): Promise<boolean> {
  const body = { sessionID, uri: items[0]?.url ?? '', items };
  const response = await post('saveItems', body, options);
  // Also of a session that is new: a browser may repeat a request by itself when the connection breaks.
  if (response.status === 409) return false;
  if (response.status !== 201) throw await refusal(response);
  return true;
}

/** What is chosen in Zotero. Rejects with a `ZoteroError`, also where it cannot be written to. */
export async function readTarget(options: ZoteroOptions = {}): Promise<ZoteroTarget> {
  const response = await post('getSelectedCollection', {}, options);
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

async function refusal(response: Response): Promise<ZoteroError> {
  const answer: unknown = await response.json().catch(() => undefined);
  const isReadOnly =
    response.status === 500 && (answer as Partial<Chosen> | undefined)?.libraryEditable === false;
  return isReadOnly
    ? new ZoteroError('read-only', 'saveItems')
    : new ZoteroError('odd-answer', `saveItems: status ${response.status}`);
}

async function post(
  endpoint: string,
  body: object,
  { base = ZOTERO, patience = PATIENCE_MS }: ZoteroOptions,
): Promise<Response> {
  const signal = AbortSignal.timeout(patience);
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
      signal,
    });
  } catch (error) {
    // Otherwise `fetch` tells no more than that it failed: nobody listens on the port.
    throw new ZoteroError(signal.aborted ? 'too-slow' : 'not-running', String(error));
  }
}
