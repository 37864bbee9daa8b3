import { message } from '../i18n';
import type { FirstLook } from '../ui/first-look';
import { renderPage, setUpDocument, untilShowable } from '../ui/start-page';
import { App } from './app';
import { followKeys } from './keyboard/keyboard';
import { makePage } from './page';

/** Shows the list page, until the signal aborts. */
export async function start(first: FirstLook, until: AbortSignal): Promise<void> {
  setUpDocument(message('list_title'));
  const page = makePage(first, until);
  void page.open();
  await untilShowable(page.store.status);
  renderPage(<App page={page} />);
  followKeys(page, until);
}
