/** Dogear's list beside the page: Chromium's side panel, Firefox's sidebar. */
import type { Page } from 'puppeteer-core';
import { evaluateInView, GECKO_ID, inFirefox } from './gecko';
import type { Session } from './session';
import { until } from './wait';

export interface Beside {
  evaluate<T>(read: () => T): Promise<T>;
  close(): Promise<void>;
}

/** As the popup's button "Beside the page" does, or a person by the browser's own menu. */
export function openBeside(session: Session, over: Page): Promise<Beside> {
  return session.kind === 'firefox' ? openSidebar(session, over) : openSidePanel(session, over);
}

/** What a click on Dogear's button opens, over a page; no driver does that in Firefox. */
export async function openRealPopup(session: Session, over: Page): Promise<Page> {
  return opened(session, async (extension) => {
    await over.bringToFront();
    await extension.triggerAction(over);
  });
}

type Extension =
  Awaited<ReturnType<Session['browser']['extensions']>> extends Map<string, infer E> ? E : never;

/** The page of the extension that comes of what is done. */
async function opened(session: Session, open: (extension: Extension) => Promise<void>) {
  const [extension] = (await session.browser.extensions()).values();
  if (!extension) throw new Error('The extension is installed.');
  const others = await extension.pages();
  await open(extension);
  let found: Page | undefined;
  await until(async () => {
    found = (await extension.pages()).find((page) => !others.includes(page));
    return (await found?.evaluate(() => document.querySelector('nav') !== null)) === true;
  });
  return found as Page;
}

async function openSidePanel(session: Session, over: Page): Promise<Beside> {
  const popup = await openRealPopup(session, over);
  const page = await opened(session, async () => {
    const buttons = await popup.$$('nav button');
    for (const button of buttons) {
      if ((await button.evaluate((one) => one.textContent)) !== 'Beside the page') continue;
      return button.click();
    }
    throw new Error('The popup has no such button.');
  });
  // The popup goes when it has done that.
  await until(() => popup.isClosed());
  return {
    evaluate: (read) => page.evaluate(read) as Promise<never>,
    close: () => page.evaluate(() => close()).catch(() => undefined),
  };
}

async function openSidebar(session: Session, over: Page): Promise<Beside> {
  await over.bringToFront();
  await inFirefox(session, showSidebar, `${GECKO_ID.replace(/[@.]/g, '_')}-sidebar-action`);
  const evaluate = async <T>(read: () => T): Promise<T> => {
    const code = `(${read})()`;
    return JSON.parse(await inFirefox(session, evaluateInView, GECKO_ID, 'sidebar', code)).value;
  };
  const isThere = () => evaluate(() => document.querySelector('nav') !== null).catch(() => false);
  await until(isThere);
  return {
    evaluate,
    async close() {
      await inFirefox(session, hideSidebar);
    },
  };
}

/** browser/components/sidebar/browser-sidebar.js */
interface Gecko {
  Services: { wm: { getMostRecentWindow(type: string): { SidebarController: Sidebar } } };
}

interface Sidebar {
  show(id: string): Promise<unknown>;
  hide(): void;
}

async function showSidebar(id: string): Promise<string> {
  const { wm } = (globalThis as unknown as Gecko).Services;
  await wm.getMostRecentWindow('navigator:browser').SidebarController.show(id);
  return '';
}

async function hideSidebar(): Promise<string> {
  const { wm } = (globalThis as unknown as Gecko).Services;
  wm.getMostRecentWindow('navigator:browser').SidebarController.hide();
  return '';
}
