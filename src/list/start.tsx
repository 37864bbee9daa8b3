import { message } from '../i18n';
import type { FirstRows } from '../ui/page/first-rows';
import { renderPage, setUpDocument, untilShowable } from '../ui/page/start-page';
import { App } from './app';
import { followKeys } from './keyboard/keyboard';
import { makePage } from './page';

/** Shows the list page, until the signal aborts. */
export async function start(first: FirstRows, until: AbortSignal): Promise<void> {
  setUpDocument(message('list_title'));
  const page = makePage(first, until);
  void page.open();
  await untilShowable(page.store.status);
  renderPage(<App page={page} />);
  followKeys(page, until);
}
