/**
 * The background from within: where a test makes the browser fail as a full disk would make it, and
 * stops it at a moment of its choice.
 */
import type { Page, Target } from 'puppeteer-core';
import { emitMenuClick, evaluateInView, GECKO_ID, inFirefox, terminateBackground } from './gecko';
import type { Extension } from './globals';
import type { Session } from './session';
import { until } from './wait';

/**
 * Wakes the background and runs a function in it. What that changes there lasts until it is stopped.
 * @param page any page of the extension
 */
export async function inBackground<A extends unknown[], T>(
  session: Session,
  page: Page,
  run: (...args: A) => T,
  ...args: A
): Promise<Awaited<T>> {
  const code = `(${run})(...${JSON.stringify(args)})`;
  if (session.kind === 'firefox') {
    return JSON.parse(await inFirefox(session, evaluateInView, GECKO_ID, 'background', code)).value;
  }
  // Not by Puppeteer's `Target.worker`: while that is attached, the worker cannot be stopped.
  const client = await (await wakeWorker(session, page)).createCDPSession();
  try {
    const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
    return result.value as Awaited<T>;
  } finally {
    await client.detach();
  }
}

/** Ends the background in the middle of whatever it does. */
export async function killBackground(session: Session): Promise<void> {
  if (session.kind === 'chromium') return session.stopBackground();
  await inFirefox(session, terminateBackground, GECKO_ID);
}

async function wakeWorker(session: Session, page: Page): Promise<Target> {
  const find = () => session.browser.targets().find((one) => one.type() === 'service_worker');
  // No request: it is refused, and opens no library.
  await page.evaluate(() => {
    const { chrome } = globalThis as unknown as Extension;
    return chrome.runtime.sendMessage({});
  });
  await until(() => find() !== undefined);
  return find() as Target;
}

// ---- the context menu, which no automation can open

/** What the browser tells of a click on an entry of the menu. */
export interface MenuClick {
  readonly menuItemId: string;
  readonly linkUrl?: string;
  readonly selectionText?: string;
}

/** Hands a click on the extension's entry to the background, by the way that the browser takes. */
export async function clickMenu(session: Session, page: Page, click: MenuClick): Promise<void> {
  if (session.kind === 'firefox') {
    await inFirefox(session, emitMenuClick, GECKO_ID, JSON.stringify(click));
    return;
  }
  await inBackground(
    session,
    page,
    (info) => {
      const { chrome } = globalThis as unknown as {
        chrome: { contextMenus: { onClicked: { dispatch(info: MenuClick): void } } };
      };
      chrome.contextMenus.onClicked.dispatch(info);
    },
    click,
  );
}
