import { message } from '../i18n';
import { pageSignal } from '../ui/page/page-signal';
import { showWithLibrary } from '../ui/page/show-with-library';
import { renderPage, setUpDocument } from '../ui/page/start-page';
import { makeReadingStore } from './store';

setUpDocument(message('reading_page_title'));
const closed = pageSignal();
// The library is read while the code that draws the charts is loaded.
const loading = import('./app');
void showWithLibrary(() => {
  const store = makeReadingStore(closed);
  void store.open();
  void loading.then(({ App }) => renderPage(<App store={store} />));
});
