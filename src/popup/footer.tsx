import browser from '../ext';
import { message } from '../i18n';
import { openOwnPage } from '../protocol/own-page';
import { Icon } from '../ui/icons';
import { ExportForm } from './export-form';
import { NoticeBar } from './notice-bar';
import { SidePanelButton } from './side-panel-button';
import type { PopupStore } from './store/store';

/** The notice, the export, and the ways to other pages. */
export function Footer({ store }: { store: PopupStore }) {
  return (
    <footer>
      <NoticeBar store={store} />
      {/* Elsewhere it is on the list page, which opens where the library is. */}
      {store.isDirect && <ExportForm store={store} />}
      <nav>
        <ListButton store={store} />
        <SidePanelButton />
        <OptionsButton />
      </nav>
    </footer>
  );
}

/** Closes the browser's popup: Firefox leaves it open over a new tab. A tab or side panel stays. */
function closePopup(): void {
  if (browser.extension.getViews({ type: 'popup' }).includes(window)) window.close();
}

/** Opens the whole library in a tab, with the same search. */
function ListButton({ store }: { store: PopupStore }) {
  async function open(): Promise<void> {
    const query = store.filters.query.value.trim();
    const search = query ? `?${new URLSearchParams({ q: query })}` : '';
    await openOwnPage(browser.runtime.getURL(`src/list/index.html${search}`));
    closePopup();
  }
  return (
    <button type="button" class="plain" onClick={() => void open()}>
      {message('page_list')}
    </button>
  );
}

function OptionsButton() {
  async function open(): Promise<void> {
    await browser.runtime.openOptionsPage();
    closePopup();
  }
  return (
    <button type="button" class="plain options" onClick={() => void open()}>
      <Icon name="gear" />
      {message('page_options')}
    </button>
  );
}
