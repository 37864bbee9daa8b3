import browser, { type Runtime } from '../ext';
import {
  type Answer,
  type Arguments,
  type FailureCode,
  FOR_CONTENT,
  RequestError,
  type RequestName,
  type Requests,
} from './requests';

interface Envelope {
  readonly request: RequestName;
  readonly args: readonly unknown[];
}

type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: FailureCode; readonly message: string };

/**
 * A worker that is just starting, or was stopped with our message in hand, shows as one of these.
 * Requests can be sent twice, so the remedy is to send again.
 */
const NOBODY_ANSWERED =
  /Receiving end does not exist|message (?:port|channel) (?:is )?closed|Could not establish connection|Promise resolved without|conduit/i;

const RETRY_AFTER_MS = [50, 200, 500, 1_000];

/** True once the extension was updated, disabled or removed under this page. */
export function isOrphaned(): boolean {
  try {
    return browser.runtime?.id === undefined;
  } catch {
    return true;
  }
}

/** Whether this tab is in a private window. */
export function isPrivate(): boolean {
  return browser.extension?.inIncognitoContext === true;
}

/** Dogear's version. */
export function version(): string {
  return browser.runtime.getManifest().version;
}

export function orphaned(): RequestError {
  return new RequestError('orphaned', 'Dogear was updated or removed under this page.');
}

async function send(envelope: Envelope): Promise<Reply> {
  for (const wait of [...RETRY_AFTER_MS, undefined]) {
    if (isOrphaned()) throw orphaned();
    try {
      const reply: Reply | undefined = await browser.runtime.sendMessage(envelope);
      if (reply) return reply;
      // No listener took the message: the worker is between two lives.
      if (wait === undefined) throw new RequestError('internal', 'The background gave no answer.');
    } catch (error) {
      if (error instanceof RequestError) throw error;
      // Chromium says so with a plain TypeError or "Extension context invalidated."
      if (isOrphaned() || /context invalidated/i.test(String(error))) throw orphaned();
      if (wait === undefined || !NOBODY_ANSWERED.test(String(error))) {
        throw new RequestError('internal', String(error));
      }
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  throw new RequestError('internal', 'The background gave no answer.');
}

/** Asks the background. Rejects with a `RequestError`, and with nothing else. */
export async function call<N extends RequestName>(
  request: N,
  ...args: Arguments<N>
): Promise<Answer<N>> {
  const reply = await send({ request, args });
  if (!reply.ok) throw new RequestError(reply.code, reply.message);
  return reply.value as Answer<N>;
}

/** The background's side of each request. What arrives is unchecked: the handler validates it. */
export type Handlers = {
  readonly [N in RequestName]: (...args: unknown[]) => Promise<Answer<N>>;
};

const isEnvelope = (message: unknown): message is { request: string; args: unknown[] } =>
  typeof message === 'object' &&
  message !== null &&
  typeof (message as Envelope).request === 'string' &&
  Array.isArray((message as Envelope).args);

const NO_REQUEST: Reply = {
  ok: false,
  code: 'invalid',
  message: 'The message is not of the form {request, args}.',
};

const NOT_FROM_HERE: Reply = {
  ok: false,
  code: 'invalid',
  message: 'This can only be asked for by the extension’s own pages.',
};

/** Whether one of the extension's own pages asks, and not the overlay: the browser says where from. */
const isOwnPage = ({ url }: Runtime.MessageSender): boolean =>
  url?.startsWith(browser.runtime.getURL('')) === true;

const isForContent = (request: string): boolean =>
  (FOR_CONTENT as readonly string[]).includes(request);

/**
 * Answers requests from the extension's own pages and content scripts. Call it synchronously when
 * the background starts, or the message that woke it is missed.
 */
export function serve(handlers: Handlers): void {
  const listen = (
    message: unknown,
    sender: Runtime.MessageSender,
    sendResponse: (reply: Reply) => void,
  ) => {
    if (sender.id !== browser.runtime.id) return undefined;
    if (!isEnvelope(message)) {
      // Silence would look like a worker that is starting, and be asked again.
      sendResponse(NO_REQUEST);
      return undefined;
    }
    if (!isForContent(message.request) && !isOwnPage(sender)) {
      sendResponse(NOT_FROM_HERE);
      return undefined;
    }
    respond(handlers, message.request, message.args).then(sendResponse);
    return true; // the answer comes later
  };
  browser.runtime.onMessage.addListener(listen as Runtime.OnMessageListenerCallback);
}

async function respond(handlers: Handlers, request: string, args: unknown[]): Promise<Reply> {
  const handler = Object.hasOwn(handlers, request) && handlers[request as keyof Requests];
  if (!handler)
    return {
      ok: false,
      code: 'invalid',
      message: `There is no request "${request.slice(0, 50)}".`,
    };
  try {
    return { ok: true, value: await handler(...args) };
  } catch (error) {
    if (error instanceof RequestError) {
      return { ok: false, code: error.code, message: error.message };
    }
    console.error(`Dogear: ${request} failed`, error);
    return { ok: false, code: 'internal', message: String(error) };
  }
}
