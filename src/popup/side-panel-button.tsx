import { useEffect, useRef } from 'preact/hooks';
import browser from '../ext';
import { message } from '../i18n';

/** Chromium's side panel, the one API that the polyfill does not know. */
interface SidePanel {
  open(options: { windowId: number }): Promise<void>;
}

const sidePanel = (globalThis as { chrome?: { sidePanel?: SidePanel } }).chrome?.sidePanel;
const sidebar = (browser as { sidebarAction?: { open(): Promise<void> } }).sidebarAction;

/** Returns whether this is the browser's popup. A tab or a side panel needs no such button. */
const isPopup = (): boolean => browser.extension.getViews({ type: 'popup' }).includes(window);

/** Opens this same list beside the page, where the browser can. */
export function SidePanelButton() {
  // Asked for beforehand: the panel opens only from a click, and an await ends that.
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
