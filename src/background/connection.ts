import { openLibrary } from '../library/open';
import type { Library } from '../library/schema';
import { type FailureCode, RequestError } from '../protocol/requests';

/** A cache, not state: a worker that restarts opens it again. */
let connection: Promise<Library> | undefined;

function connect(): Promise<Library> {
  if (connection) return connection;
  const opening = openLibrary({ onClosed: () => forget(opening) }).catch((error: unknown) => {
    // Not kept: the next request tries anew, and that is all that Retry has to do.
    forget(opening);
    throw new RequestError('unavailable', `The library cannot be opened: ${reasonOf(error)}`);
  });
  connection = opening;
  return opening;
}

/** Whoever finds a connection closed may be late: another request may have a new one already. */
function forget(one: Promise<Library>): void {
  if (connection === one) connection = undefined;
}

const reasonOf = (error: unknown): string =>
  error instanceof DOMException ? `${error.name}: ${error.message}` : String(error);

const CODES: Record<string, FailureCode> = {
  QuotaExceededError: 'quota',
  AbortError: 'aborted',
  TransactionInactiveError: 'aborted',
};

/** Runs one operation on the library. What IndexedDB refuses comes out as a `RequestError`. */
export async function withLibrary<T>(operate: (db: Library) => Promise<T>): Promise<T> {
  const first = connect();
  try {
    return await operate(await first);
  } catch (error) {
    if (!isClosed(error)) throw translate(error);
  }
  // The connection was closed under us (storage cleared, an upgrade elsewhere): once more, anew.
  forget(first);
  try {
    return await operate(await connect());
  } catch (error) {
    throw translate(error);
  }
}

const isClosed = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'InvalidStateError';

function translate(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  const code = CODES[error.name];
  return code ? new RequestError(code, reasonOf(error)) : error;
}
