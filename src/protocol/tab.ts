import browser, { type Runtime } from '../ext';
import type { PaperId } from '../paper/ids';

/** All that Dogear's own pages can ask the overlay in a tab for. None of it changes anything there. */
export interface TabRequests {
  /** Returns the papers of the page's cards, in the order of the page; one can occur twice. */
  pagePapers(): PaperId[];
}

export type TabRequestName = keyof TabRequests;

/**
 * Sends a request to the overlay in a tab. Resolves to undefined if there is none: on another site, or on a
 * page that was opened before Dogear was installed or updated. Never rejects.
 */
export async function askTab<N extends TabRequestName>(
  tab: number,
  request: N,
): Promise<ReturnType<TabRequests[N]> | undefined> {
  try {
    return (await browser.tabs.sendMessage(tab, { request })) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Answers such requests in a tab, until the signal. */
export function answerInTab(answers: TabRequests, until: AbortSignal): void {
  const listen = ((
    message: { readonly request?: string } | null,
    sender: Runtime.MessageSender,
    respond: (answer: unknown) => void,
  ): void => {
    const { request = '' } = message ?? {};
    if (sender.id !== browser.runtime.id || !Object.hasOwn(answers, request)) return;
    respond(answers[request as TabRequestName]());
  }) as Runtime.OnMessageListenerNoResponse as Runtime.OnMessageListener;
  const { onMessage } = browser.runtime;
  onMessage.addListener(listen);
  // Throws when the extension is gone from under the page; nobody asks then either.
  until.addEventListener('abort', () => {
    try {
      onMessage.removeListener(listen);
    } catch {}
  });
}
