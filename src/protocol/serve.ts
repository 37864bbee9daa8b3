import browser, { type Runtime } from '../ext';
import type { Envelope, Reply, RunningQuestion } from './envelope';
import { type ContentRequests, RequestError, type Requests, type TabRequests } from './requests';

/** The background's side of each request. The arguments are unchecked: the handler validates them. */
export type Handlers<R> = {
  readonly [N in keyof R]: R[N] extends (...args: never[]) => infer Answer
    ? (...args: unknown[]) => Promise<Answer>
    : never;
};

/** The handlers of the requests that only the extension's own pages may make. */
export type PageHandlers = Handlers<Omit<Requests, keyof ContentRequests | keyof TabRequests>>;

/** The handlers of the requests on behalf of a tab, whose id, which the browser says, comes first. */
export type TabHandlers = {
  readonly [N in keyof TabRequests]: (
    tab: number,
    ...args: unknown[]
  ) => Promise<ReturnType<TabRequests[N]>>;
};

const isEnvelope = (
  message: unknown,
): message is { id?: unknown; request: string; args: unknown[] } =>
  typeof message === 'object' &&
  message !== null &&
  typeof (message as Envelope).request === 'string' &&
  Array.isArray((message as Envelope).args);

const asksForRunning = (message: unknown): message is RunningQuestion =>
  typeof (message as RunningQuestion | null)?.running === 'string';

const refusal = (message: string): Reply => ({ ok: false, code: 'invalid', message });

/** Whether the sender is one of the extension's own pages, and not the overlay, as the browser says. */
const isOwnPage = ({ url }: Runtime.MessageSender): boolean =>
  url?.startsWith(browser.runtime.getURL('')) === true;

/**
 * Answers requests from the extension's own pages and content scripts. Call it synchronously when the
 * background starts, or the message that woke it is missed.
 */
export function serve(
  forContent: Handlers<ContentRequests>,
  forPages: PageHandlers,
  forTabs: TabHandlers,
): void {
  /** The ids of the requests that are not answered yet. */
  const running = new Set<unknown>();

  const listen = (
    message: unknown,
    sender: Runtime.MessageSender,
    sendResponse: (reply: Reply | boolean) => void,
  ) => {
    if (sender.id !== browser.runtime.id) return undefined;
    if (asksForRunning(message)) {
      sendResponse(running.has(message.running));
      return undefined;
    }
    if (!isEnvelope(message)) {
      // Without a reply this would look like a worker that is starting, and be sent again.
      sendResponse(refusal('The message is not of the form {request, args}.'));
      return undefined;
    }
    const { id, request, args } = message;
    const tab = Object.hasOwn(forTabs, request) ? sender.tab?.id : undefined;
    const isForContent = tab !== undefined || Object.hasOwn(forContent, request);
    if (!isForContent && !isOwnPage(sender)) {
      sendResponse(refusal('This can only be asked for by the extension’s own pages.'));
      return undefined;
    }
    running.add(id);
    const answer =
      tab !== undefined
        ? respond(forTabs, request, [tab, ...args])
        : respond(isForContent ? forContent : forPages, request, args);
    answer.then((reply) => {
      sendResponse(reply);
      running.delete(id);
    });
    return true; // the answer comes later
  };
  browser.runtime.onMessage.addListener(listen as Runtime.OnMessageListenerCallback);
}

async function respond(handlers: object, request: string, args: unknown[]): Promise<Reply> {
  if (!Object.hasOwn(handlers, request)) {
    return refusal(`There is no request "${request.slice(0, 50)}".`);
  }
  const handler = handlers[request as keyof typeof handlers] as Handlers<Requests>['tags'];
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
