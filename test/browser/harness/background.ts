/**
 * The background from within: where a test makes the browser fail as a full disk would make it, and
 * stops it at a moment of its choice.
 */
import type { Page, WebWorker } from 'puppeteer-core';
import manifest from '../../../manifest.json' with { type: 'json' };
import { type Session, until } from './session';

/**
 * Wakes the background and runs something in it. What that changes there lasts until it is stopped.
 * @param desk any page of the extension
 */
export async function inBackground<A extends unknown[], T>(
  session: Session,
  desk: Page,
  run: (...args: A) => T,
  ...args: A
): Promise<Awaited<T>> {
  const code = `(${run})(...${JSON.stringify(args)})`;
  if (session.kind === 'firefox') {
    return JSON.parse(await inFirefox(session, evaluateInView, GECKO_ID, 'background', code)).value;
  }
  return (await (await wakeWorker(session, desk)).evaluate(code)) as Awaited<T>;
}

/** Ends the background in the middle of whatever it does. */
export async function killBackground(session: Session): Promise<void> {
  if (session.kind === 'chromium') return session.stopBackground();
  await inFirefox(session, terminateBackground, GECKO_ID);
}

async function wakeWorker(session: Session, desk: Page): Promise<WebWorker> {
  const find = () => session.browser.targets().find((one) => one.type() === 'service_worker');
  // No request: it is refused, and opens no library.
  await desk.evaluate(() => {
    const { chrome } = globalThis as unknown as Extension;
    return chrome.runtime.sendMessage({});
  });
  await until(() => find() !== undefined);
  return (await find()?.worker()) as WebWorker;
}

interface Extension {
  chrome: { runtime: { sendMessage(message: object): Promise<unknown> } };
}

// ---- Firefox: its own JavaScript, which `--remote-allow-system-access` opens to WebDriver BiDi

export const GECKO_ID = manifest.browser_specific_settings.gecko.id;

interface Bidi {
  connection: { send(method: string, parameters: object): Promise<{ result: BidiResult }> };
}

interface BidiResult {
  readonly contexts: readonly { readonly context: string }[];
  readonly result?: { readonly value: string };
  readonly exceptionDetails?: { readonly text: string };
}

export async function inFirefox<A extends string[]>(
  session: Session,
  run: (...args: A) => Promise<string>,
  ...args: A
): Promise<string> {
  const { connection } = session.browser as unknown as Bidi;
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const { result } = await connection.send('script.evaluate', {
    expression: `(${run})(...${JSON.stringify(args)})`,
    target: { context: tree.result.contexts[0]?.context },
    awaitPromise: true,
  });
  if (!result.result) throw new Error(result.exceptionDetails?.text);
  return result.result.value;
}

/** What of Firefox's own API is used here: toolkit/components/extensions/parent/ext-backgroundPage.js. */
interface Gecko {
  WebExtensionPolicy: {
    getByID(id: string): {
      extension: {
        wakeupBackground(): Promise<void>;
        emit(event: string, ...args: unknown[]): void;
        terminateBackground(options: { ignoreDevToolsAttached: boolean }): Promise<void>;
        views: Set<{ viewType: string; xulBrowser: { messageManager: MessageManager } }>;
      };
    };
  };
}

interface MessageManager {
  addMessageListener(name: string, listener: (message: { data: string }) => void): void;
  removeMessageListener(name: string, listener: (message: { data: string }) => void): void;
  loadFrameScript(address: string, later: boolean): void;
}

async function terminateBackground(id: string): Promise<string> {
  const { extension } = (globalThis as unknown as Gecko).WebExtensionPolicy.getByID(id);
  await extension.terminateBackground({ ignoreDevToolsAttached: true });
  return '';
}

/** Answers with JSON: `{value}`. The view lives in another process, which frame scripts reach. */
export async function evaluateInView(id: string, type: string, code: string): Promise<string> {
  const { extension } = (globalThis as unknown as Gecko).WebExtensionPolicy.getByID(id);
  if (type === 'background') await extension.wakeupBackground();
  const view = [...extension.views].find(({ viewType }) => viewType === type);
  if (!view) throw new Error(`There is no ${type}.`);
  const { messageManager } = view.xulBrowser;
  const name = `evaluated:${Math.random()}`;
  const answer = new Promise<string>((resolve, reject) => {
    const hear = ({ data }: { data: string }): void => {
      messageManager.removeMessageListener(name, hear);
      if (data.startsWith('{')) resolve(data);
      else reject(new Error(data));
    };
    messageManager.addMessageListener(name, hear);
  });
  const script = `(async () => {
    try {
      const page = Components.utils.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
      const value = await Components.utils.evalInSandbox(${JSON.stringify(code)}, page);
      sendAsyncMessage(${JSON.stringify(name)}, JSON.stringify({ value }));
    } catch (error) {
      sendAsyncMessage(${JSON.stringify(name)}, String(error));
    }
  })()`;
  messageManager.loadFrameScript(`data:,${encodeURIComponent(script)}`, false);
  return answer;
}

// ---- the context menu, which no automation can open

/** What the browser tells of a click on an entry of the menu. */
export interface MenuClick {
  readonly menuItemId: string;
  readonly linkUrl?: string;
  readonly selectionText?: string;
}

/** Hands a click on the extension's entry to the background, by the way that the browser takes. */
export async function clickMenu(session: Session, desk: Page, click: MenuClick): Promise<void> {
  if (session.kind === 'firefox') {
    await inFirefox(session, emitMenuClick, GECKO_ID, JSON.stringify(click));
    return;
  }
  await inBackground(
    session,
    desk,
    (info) => {
      const { chrome } = globalThis as unknown as {
        chrome: { contextMenus: { onClicked: { dispatch(info: MenuClick): void } } };
      };
      chrome.contextMenus.onClicked.dispatch(info);
    },
    click,
  );
}

/** As browser/components/extensions/parent/ext-menus.js does. */
async function emitMenuClick(id: string, click: string): Promise<string> {
  const { extension } = (globalThis as unknown as Gecko).WebExtensionPolicy.getByID(id);
  extension.emit('webext-menu-menuitem-click', JSON.parse(click), null);
  return '';
}
