import browser from '../ext';
import type { Envelope, Reply } from './envelope';
import { type Answer, type Arguments, RequestError, type RequestName } from './requests';

/**
 * Matches the errors of a worker that is just starting, or was stopped while it had the message. Since
 * requests can be sent twice, the remedy is to send again.
 */
const NOBODY_ANSWERED =
  /Receiving end does not exist|message (?:port|channel) (?:is )?closed|Could not establish connection|Promise resolved without|conduit/i;

const RETRY_AFTER_MS = [50, 200, 500, 1_000];

/** Returns whether the extension was updated, disabled or removed under this page. */
export function isOrphaned(): boolean {
  try {
    return browser.runtime?.id === undefined;
  } catch {
    return true;
  }
}

/** Returns whether this tab is in a private window. */
export function isPrivate(): boolean {
  return browser.extension?.inIncognitoContext === true;
}

/** Returns Dogear's version. */
export function version(): string {
  return browser.runtime.getManifest().version;
}

/** Returns the error of a request that is made after `isOrphaned`. */
export function orphaned(): RequestError {
  return new RequestError('orphaned', 'Dogear was updated or removed under this page.');
}

/** How often to ask, in ms, whether the background still works on a request. */
const CHECK_MS = 1_000;

/**
 * Resolves once no answer to a request can come any more, although its promise has not been rejected: the page
 * comes back from the back/forward cache, which no message outlasts; or the background was stopped, and knows
 * nothing of the request.
 */
function untilLost(id: string, isOver: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    const lose = (): void => resolve(undefined);
    addEventListener('pageshow', ({ persisted }) => persisted && lose(), { signal: isOver });
    const timer = setInterval(async () => {
      const isAtWork = await browser.runtime.sendMessage({ running: id }).catch(() => true);
      if (isAtWork === false) lose();
    }, CHECK_MS);
    isOver.addEventListener('abort', () => clearInterval(timer));
  });
}

/** Sends once. Resolves to undefined where nobody has taken the request, or its answer is lost. */
async function sendOnce(envelope: Envelope): Promise<Reply | undefined> {
  const over = new AbortController();
  try {
    return await Promise.race([
      browser.runtime.sendMessage(envelope) as Promise<Reply | undefined>,
      untilLost(envelope.id, over.signal),
    ]);
  } finally {
    over.abort();
  }
}

async function send(envelope: Envelope): Promise<Reply> {
  for (const wait of [...RETRY_AFTER_MS, undefined]) {
    if (isOrphaned()) throw orphaned();
    try {
      const reply = await sendOnce(envelope);
      if (reply) return reply;
      // No listener took the message: the worker is just being restarted.
      if (wait === undefined) break;
    } catch (error) {
      if (error instanceof RequestError) throw error;
      // Chromium throws a plain TypeError or "Extension context invalidated."
      if (isOrphaned() || /context invalidated/i.test(String(error))) throw orphaned();
      if (wait === undefined || !NOBODY_ANSWERED.test(String(error))) {
        throw new RequestError('internal', String(error));
      }
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  throw new RequestError('internal', 'The background gave no answer.');
}

/** Sends a request to the background. Rejects with a `RequestError` and nothing else. */
export async function call<N extends RequestName>(
  request: N,
  ...args: Arguments<N>
): Promise<Answer<N>> {
  const reply = await send({ id: crypto.randomUUID(), request, args });
  if (!reply.ok) throw new RequestError(reply.code, reply.message);
  return reply.value as Answer<N>;
}
