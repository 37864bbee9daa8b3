/**
 * Where the extension's own pages find the library. Firefox gives the pages in a container (a contextual
 * identity) databases of their own, and those in private windows none; the library is in that of the
 * background, which is in neither. Chromium loads no page of the extension in an incognito window:
 * https://developer.chrome.com/docs/extensions/reference/manifest/incognito
 */
import browser, { type Tabs } from '../ext';

/** Firefox's name for the storage of tabs that are in no container and no private window. */
const DEFAULT_STORE = 'firefox-default';

const hasLibraryIn = ({ incognito, cookieStoreId = DEFAULT_STORE }: Tabs.Tab): boolean =>
  !incognito && cookieStoreId === DEFAULT_STORE;

/** Resolves to whether the database of this page is the one that the background has. */
export async function isLibraryHere(): Promise<boolean> {
  if (location.protocol !== 'moz-extension:') return true;
  if (browser.extension.inIncognitoContext) return false;
  // None is the tab of a popup or a sidebar, which are in no container, whatever the tab beside them is in.
  const tab: Tabs.Tab | undefined = await browser.tabs.getCurrent();
  return tab === undefined || hasLibraryIn(tab);
}

/** Opens this page again in a tab that has the library, at the same address, and closes this tab. */
export async function reopenWithLibrary(): Promise<void> {
  const { id, active } = await browser.tabs.getCurrent();
  await openOwnPage(location.href, active ? 'newForegroundTab' : 'newBackgroundTab');
  if (id !== undefined) await browser.tabs.remove(id);
}

/**
 * Opens a page of the extension in a tab that has the library.
 * @param disposition `currentTab` replaces what is in the current tab, if a page there has the library
 * @throws where the browser has private windows only
 */
export async function openOwnPage(
  url: string,
  disposition: 'currentTab' | 'newForegroundTab' | 'newBackgroundTab' = 'newForegroundTab',
): Promise<void> {
  const [current] = await browser.tabs.query({ active: true, currentWindow: true });
  const isHere = current === undefined || hasLibraryIn(current);
  if (disposition === 'currentTab' && isHere) {
    await browser.tabs.update({ url });
    return;
  }
  const active = disposition !== 'newBackgroundTab';
  if (!current?.incognito) {
    // In the default container, which is where new tabs are.
    await browser.tabs.create({ url, active });
    return;
  }
  const windowId = await findNormalWindow();
  await browser.tabs.create({ url, active, windowId });
  if (active) await browser.windows.update(windowId, { focused: true });
}

/** Resolves to a window that is not private: a new one, if there is none. */
async function findNormalWindow(): Promise<number> {
  const all = await browser.windows.getAll({ windowTypes: ['normal'] });
  const id = all.findLast(({ incognito }) => !incognito)?.id;
  if (id !== undefined) return id;
  const made = await browser.windows.create({ incognito: false });
  // With "Never remember history", every window is private: to try again there would never end.
  if (made.id === undefined || made.incognito) {
    if (made.id !== undefined) await browser.windows.remove(made.id);
    throw new Error('All windows are private.');
  }
  return made.id;
}
