import { message } from '../i18n';
import { pageSignal } from '../ui/page/page-signal';
import { showWithLibrary } from '../ui/page/show-with-library';
import { renderPage, setUpDocument } from '../ui/page/start-page';
import { App } from './app';
import { makeDataStore } from './store';

setUpDocument(message('page_data'));
const closed = pageSignal();
void showWithLibrary(() => renderPage(<App store={makeDataStore(closed)} />));
