import { message } from '../i18n';
import type { FirstRows } from '../ui/page/first-rows';
import { pageRoot, renderPage, setUpDocument, untilShowable } from '../ui/page/start-page';
import { App } from './app';
import { guardFocus, moveFocus } from './focus';
import { makePopupStore } from './store/store';

/**
 * Shows the popup, until the signal aborts.
 * @param first undefined where the library is not, and is read through the background
 */
export async function start(first: FirstRows | undefined, until: AbortSignal): Promise<void> {
  setUpDocument(message('popup_name'));
  document.addEventListener('keydown', moveFocus, { signal: until });
  guardFocus(pageRoot(), until);

  const store = makePopupStore(first, until);
  void store.open();
  await untilShowable(store.listing.status);
  renderPage(<App store={store} />);
}
