import { message } from '../i18n';
import { pageSignal } from '../ui/page/page-signal';
import { renderPage, setUpDocument } from '../ui/page/start-page';
import { makeReadingStore } from './store';

setUpDocument(message('reading_page_title'));
const store = makeReadingStore(pageSignal());
void store.open();
// The library is read while the code that draws the charts is loaded.
void import('./app').then(({ App }) => renderPage(<App store={store} />));
