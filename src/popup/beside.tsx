import { useEffect, useRef } from 'preact/hooks';
import browser from '../ext';
import { message } from '../i18n';

/** The one call that the polyfill does not know: Chromium's side panel. */
interface SidePanel {
  open(options: { windowId: number }): Promise<void>;
}

const sidePanel = (globalThis as { chrome?: { sidePanel?: SidePanel } }).chrome?.sidePanel;
const sidebar = (browser as { sidebarAction?: { open(): Promise<void> } }).sidebarAction;

/** Whether this is the browser's popup: a tab, and what is beside the page already, need no button. */
const isPopup = (): boolean => browser.extension.getViews({ type: 'popup' }).includes(window);

/** Opens this same list beside the page, where the browser can. */
export function Beside() {
  // Asked for beforehand: what comes after an await counts as no press, and it opens for a press alone.
  const windowId = useRef<number | undefined>(undefined);
  useEffect(() => {
    void browser.windows.getCurrent().then(({ id }) => {
      windowId.current = id;
    });
  }, []);
  if (!isPopup() || !(sidePanel ?? sidebar)) return null;

  async function open(): Promise<void> {
    if (sidebar) await sidebar.open();
    else if (windowId.current !== undefined) await sidePanel?.open({ windowId: windowId.current });
    window.close();
  }
  return (
    <button type="button" class="plain" onClick={() => void open()}>
      {message('popup_beside')}
    </button>
  );
}
