import browser, { type Runtime } from '../ext';
import type { PaperId } from '../paper/ids';

/** All that Dogear's own pages can ask of the overlay in a tab. Nothing there is changed by it. */
export interface TabRequests {
  /** The papers of the page's cards, in the order of the page; one can be there twice. */
  pagePapers(): PaperId[];
}

export type TabRequestName = keyof TabRequests;

/**
 * Asks the overlay in a tab. Undefined where there is none: another site, a page from before Dogear
 * was installed or updated. Never rejects.
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

/** Answers such questions in a tab, until the signal. */
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
  // Where the extension is gone from under the page nobody asks, and nothing can be taken back.
  until.addEventListener('abort', () => {
    try {
      onMessage.removeListener(listen);
    } catch {}
  });
}
