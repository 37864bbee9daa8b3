import { type Library, openLibrary } from '../library/schema';
import { type FailureCode, RequestError } from '../protocol/requests';

/** A cache, not state: a worker that restarts opens it again. */
let connection: Promise<Library> | undefined;

function connect(): Promise<Library> {
  connection ??= openLibrary({ onClosed: forget }).catch((error: unknown) => {
    forget();
    throw new RequestError('unavailable', `The library cannot be opened: ${reasonOf(error)}`);
  });
  return connection;
}

function forget(): void {
  connection = undefined;
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
  try {
    return await operate(await connect());
  } catch (error) {
    if (!isClosed(error)) throw translate(error);
  }
  // The connection was closed under us (storage cleared, an upgrade elsewhere): once more, anew.
  forget();
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
