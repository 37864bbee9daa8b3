import type { ZoteroItem } from '../formats/write/zotero';

/**
 * The address of Zotero's connector server, which runs while Zotero does. Its requests are defined in
 * Zotero's source: chrome/content/zotero/xpcom/server/server_connector.js.
 */
export const ZOTERO = 'http://127.0.0.1:23119';

/** The permission for that address. With the port in the pattern Firefox grants it and then refuses requests. */
export const ZOTERO_ORIGINS: readonly string[] = ['http://127.0.0.1/*'];

/** Most items in a message. Zotero saves them before it answers; thousands would exceed the time limit. */
export const BATCH = 50;

/** Time limit of an answer: Zotero answers at once, or shows a dialog that nobody sees. */
const TIMEOUT_MS = 30_000;

/** How sending can fail, as the user is told. */
export type ZoteroFailure =
  /** The connection failed: Zotero is not running, its server is off, or the connection broke. */
  | 'not-running'
  /** Zotero has the request, but did not answer in time. */
  | 'too-slow'
  /** The answer is not Zotero's, or not one that it should give. */
  | 'odd-answer'
  /** The collection or library that is selected in Zotero is read-only. */
  | 'read-only';

export class ZoteroError extends Error {
  override readonly name = 'ZoteroError';

  constructor(
    readonly code: ZoteroFailure,
    message: string,
  ) {
    super(message);
  }

  /** Whether Zotero answered. Without an answer it is unknown whether the items were saved. */
  get isAnswer(): boolean {
    return this.code === 'odd-answer' || this.code === 'read-only';
  }
}

/** Where in Zotero the items go: what is selected in its window. */
export interface ZoteroTarget {
  readonly library: string;
  /** Undefined if the library itself is selected. */
  readonly collection: string | undefined;
}

export interface ZoteroOptions {
  /** The server's address, without a slash at the end. */
  readonly base?: string;
  /** Time limit of an answer, in ms. */
  readonly timeout?: number;
}

/**
 * Saves at most `BATCH` items into the collection that is selected in Zotero. Resolves to true if Zotero
 * saved them now, and to false if it has had this session before, with whatever that contained.
 *
 * Rejects with a `ZoteroError`. If that is an answer, the session is used up. If not, only the same session
 * can tell what was saved, as long as Zotero remembers it: until Zotero is closed, or ten minutes have
 * passed and another session has begun.
 */
export async function saveItems(
  sessionID: string,
  items: readonly ZoteroItem[],
  options: ZoteroOptions = {},
): Promise<boolean> {
  const body = { sessionID, uri: items[0]?.url ?? '', items };
  const response = await post('saveItems', body, options);
  // A new session can be refused, too: a browser may repeat a request itself when the connection breaks.
  if (response.status === 409) return false;
  if (response.status !== 201) throw await refusal(response);
  return true;
}

/** Resolves to what is selected in Zotero. Rejects with a `ZoteroError`, also if that is read-only. */
export async function readTarget(options: ZoteroOptions = {}): Promise<ZoteroTarget> {
  const response = await post('getSelectedCollection', {}, options);
  const chosen: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  if (!isChosen(chosen)) {
    throw new ZoteroError('odd-answer', `getSelectedCollection: status ${response.status}`);
  }
  if (!(chosen.editable ?? chosen.libraryEditable ?? true)) {
    throw new ZoteroError('read-only', chosen.libraryName);
  }
  // If the library itself is selected, `id` is null and `name` is the library's.
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
  { base = ZOTERO, timeout = TIMEOUT_MS }: ZoteroOptions,
): Promise<Response> {
  const signal = AbortSignal.timeout(timeout);
  try {
    return await fetch(`${base}/connector/${endpoint}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        // Without it Zotero takes the request for a web page's, and refuses it.
        'X-Zotero-Connector-API-Version': '3',
      },
      body: JSON.stringify(body),
      credentials: 'omit',
      signal,
    });
  } catch (error) {
    // `fetch` only tells that it failed; usually nobody listens on the port.
    throw new ZoteroError(signal.aborted ? 'too-slow' : 'not-running', String(error));
  }
}
