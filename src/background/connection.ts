import { openLibrary } from '../library/open';
import type { Library } from '../library/schema';
import { type FailureCode, RequestError } from '../protocol/requests';

/** A cache and not state: a worker that was restarted opens the library again. */
let connection: Promise<Library> | undefined;

function connect(): Promise<Library> {
  if (connection) return connection;
  const opening = openLibrary({ onClosed: () => forget(opening) }).catch((error: unknown) => {
    // Forgotten, so that the next request tries again, which is all that Retry has to do.
    forget(opening);
    throw new RequestError('unavailable', `The library cannot be opened: ${reasonOf(error)}`);
  });
  connection = opening;
  return opening;
}

/** Forgets a connection that was found closed, unless another request has opened a new one already. */
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

/** Runs an operation on the library. Rejects with a `RequestError` if IndexedDB refuses it. */
export async function withLibrary<T>(operate: (db: Library) => Promise<T>): Promise<T> {
  const first = connect();
  try {
    return await operate(await first);
  } catch (error) {
    if (!isClosed(error)) throw translate(error);
  }
  // The connection was closed under us (storage cleared, an upgrade elsewhere): try once more with a new one.
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
