/** Firefox's own JavaScript, which `--remote-allow-system-access` opens to WebDriver BiDi. */
import type { Browser } from 'puppeteer-core';
import manifest from '../../../manifest.json' with { type: 'json' };

export const GECKO_ID = manifest.browser_specific_settings.gecko.id;

interface Bidi {
  connection: { send(method: string, parameters: object): Promise<{ result: BidiResult }> };
}

interface BidiResult {
  readonly contexts: readonly { readonly context: string }[];
  readonly result?: { readonly value: string };
  readonly exceptionDetails?: { readonly text: string };
}

/** Runs a function in the browser's own window, with its privileges. */
export async function inFirefox<A extends string[]>(
  session: { readonly browser: Browser },
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

/** The parts used here of toolkit/components/extensions/parent/ext-backgroundPage.js and others. */
interface Gecko {
  Services: { prefs: { setIntPref(name: string, value: number): void } };
  WebExtensionPolicy: {
    getByID(id: string): {
      extension: {
        uuid: string;
        instanceId: string;
        wakeupBackground(): Promise<void>;
        emit(event: string, ...args: unknown[]): void;
        terminateBackground(options: { ignoreDevToolsAttached: boolean }): Promise<void>;
        views: Set<{ viewType: string; xulBrowser: XulBrowser }>;
      };
    } | null;
  };
}

interface XulBrowser {
  readonly messageManager: MessageManager;
  readonly browsingContext: {
    originAttributes: { userContextId: number; privateBrowsingId: number };
  };
}

/** Where a page's storage is: each container has its own, and all private windows together. */
export type Place = 'default' | 'container' | 'private';

interface MessageManager {
  addMessageListener(name: string, listener: (message: { data: string }) => void): void;
  removeMessageListener(name: string, listener: (message: { data: string }) => void): void;
  loadFrameScript(address: string, later: boolean): void;
}

/** Ends the background in the middle of whatever it does. */
export async function terminateBackground(id: string): Promise<string> {
  const policy = (globalThis as unknown as Gecko).WebExtensionPolicy.getByID(id);
  await policy?.extension.terminateBackground({ ignoreDevToolsAttached: true });
  return '';
}

/** Puts the background to sleep after it was idle for so many ms; at most five minutes are obeyed. */
export async function setIdleTimeout(ms: string): Promise<string> {
  const { prefs } = (globalThis as unknown as Gecko).Services;
  prefs.setIntPref('extensions.background.idle.timeout', Number(ms));
  return '';
}

/** Identifies the running copy of the extension; a reload makes another. Empty while there is none. */
export async function copyOf(id: string): Promise<string> {
  const policy = (globalThis as unknown as Gecko).WebExtensionPolicy.getByID(id);
  return String(policy?.extension?.instanceId ?? '');
}

/** Does what browser/components/extensions/parent/ext-menus.js does on a click in the menu. */
export async function emitMenuClick(id: string, click: string): Promise<string> {
  const policy = (globalThis as unknown as Gecko).WebExtensionPolicy.getByID(id);
  policy?.extension.emit('webext-menu-menuitem-click', JSON.parse(click), null);
  return '';
}

/**
 * Runs code in a view of the extension. The view lives in another process, which frame scripts reach.
 * @returns `{value}` as JSON
 */
export async function evaluateInView(
  id: string,
  type: string,
  code: string,
  place = 'default',
): Promise<string> {
  const extension = (globalThis as unknown as Gecko).WebExtensionPolicy.getByID(id)?.extension;
  if (type === 'background') await extension?.wakeupBackground();
  const placeOf = ({ browsingContext }: XulBrowser): string => {
    const { userContextId, privateBrowsingId } = browsingContext.originAttributes;
    if (privateBrowsingId > 0) return 'private';
    return userContextId > 0 ? 'container' : 'default';
  };
  const view = [...(extension?.views ?? [])].find(
    ({ viewType, xulBrowser }) => viewType === type && placeOf(xulBrowser) === place,
  );
  if (!view) throw new Error(`There is no ${type} in ${place}.`);
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
