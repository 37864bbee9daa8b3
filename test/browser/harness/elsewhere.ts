/** Firefox's containers and private windows, where an extension's page has storage of its own. */
import { evaluateInView, GECKO_ID, inFirefox, type Place } from './gecko';
import type { Session } from './session';
import type { Testbed } from './testbed';

/** Does what "Run in Private Windows" does in the extension's settings. */
export async function allowPrivateWindows({ session, reloadExtension }: Testbed): Promise<void> {
  await inFirefox(session, addPrivatePermission, GECKO_ID);
  // A window without a tab closes, and the extension's pages go while it is reloaded.
  await session.browser.newPage();
  await reloadExtension();
}

export type Elsewhere = Exclude<Place, 'default'>;

/** Opens an address in a tab of a container, or in a private window, and brings it to the front. */
export async function openElsewhere(
  session: Session,
  place: Elsewhere,
  address: string,
): Promise<void> {
  await inFirefox(session, openTab, place, address);
}

/** Presses Dogear's button in the newest private window. */
export async function openPrivatePopup(session: Session): Promise<void> {
  await inFirefox(session, pressAction, GECKO_ID);
}

/** Closes the private windows, and what is open in containers. */
export async function closeElsewhere(session: Session): Promise<void> {
  await inFirefox(session, closeTabs);
}

/** Runs a function in a page of the extension. @param type `tab`, `popup` or `sidebar` */
export async function evaluateElsewhere<A extends unknown[], T>(
  session: Session,
  [type, place]: readonly [type: string, place: Elsewhere],
  run: (...args: A) => T,
  ...args: A
): Promise<Awaited<T>> {
  const code = `(${run})(...${JSON.stringify(args)})`;
  return JSON.parse(await inFirefox(session, evaluateInView, GECKO_ID, type, code, place)).value;
}

// ---- in the browser's own window

/** The parts used here of browser/base/content and of browser/components/tabbrowser. */
interface Gecko {
  readonly Services: { wm: { getEnumerator(type: string): Iterable<BrowserWindow> } };
  readonly PrivateBrowsingUtils: { isWindowPrivate(window: BrowserWindow): boolean };
  readonly ChromeUtils: { importESModule(address: string): Modules };
  readonly WebExtensionPolicy: { getByID(id: string): { extension: unknown } };
}

interface BrowserWindow {
  readonly gBrowserInit?: { readonly delayedStartupFinished: boolean };
  readonly gBrowser: {
    selectedTab: Tab;
    readonly tabs: Iterable<Tab>;
    addTrustedTab(address: string, options: { userContextId?: number }): Tab;
    removeTab(tab: Tab): void;
  };
  OpenBrowserWindow(options: { private: boolean }): BrowserWindow;
  close(): void;
}

interface Tab {
  readonly userContextId: number;
}

interface Modules {
  readonly ExtensionPermissions: {
    add(id: string, permissions: object, extension: unknown): Promise<void>;
  };
  readonly ExtensionParent: {
    apiManager: {
      global: {
        browserActionFor(extension: unknown): { triggerAction(over: BrowserWindow): void };
      };
    };
  };
}

async function addPrivatePermission(id: string): Promise<string> {
  const { ChromeUtils, WebExtensionPolicy } = globalThis as unknown as Gecko;
  const address = 'resource://gre/modules/ExtensionPermissions.sys.mjs';
  const { ExtensionPermissions } = ChromeUtils.importESModule(address);
  const wanted = { permissions: ['internal:privateBrowsingAllowed'], origins: [] };
  await ExtensionPermissions.add(id, wanted, WebExtensionPolicy.getByID(id).extension);
  return '';
}

async function openTab(place: string, address: string): Promise<string> {
  const { Services } = globalThis as unknown as Gecko;
  const [first] = Services.wm.getEnumerator('navigator:browser');
  if (!first) throw new Error('There is no window.');
  let over = first;
  if (place === 'private') {
    over = first.OpenBrowserWindow({ private: true });
    while (!over.gBrowserInit?.delayedStartupFinished) {
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
  const container = place === 'container' ? { userContextId: 1 } : {};
  over.gBrowser.selectedTab = over.gBrowser.addTrustedTab(address, container);
  return '';
}

async function pressAction(id: string): Promise<string> {
  const gecko = globalThis as unknown as Gecko;
  const { ExtensionParent } = gecko.ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionParent.sys.mjs',
  );
  const over = [...gecko.Services.wm.getEnumerator('navigator:browser')].findLast((one) =>
    gecko.PrivateBrowsingUtils.isWindowPrivate(one),
  );
  if (!over) throw new Error('There is no private window.');
  const { extension } = gecko.WebExtensionPolicy.getByID(id);
  ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(over);
  return '';
}

async function closeTabs(): Promise<string> {
  const { Services, PrivateBrowsingUtils } = globalThis as unknown as Gecko;
  for (const over of [...Services.wm.getEnumerator('navigator:browser')]) {
    if (PrivateBrowsingUtils.isWindowPrivate(over)) {
      over.close();
      continue;
    }
    for (const tab of [...over.gBrowser.tabs]) {
      if (tab.userContextId !== 0) over.gBrowser.removeTab(tab);
    }
  }
  return '';
}
