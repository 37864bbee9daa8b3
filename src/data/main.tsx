import { message } from '../i18n';
import { pageSignal } from '../ui/page/page-signal';
import { renderPage, setUpDocument } from '../ui/page/start-page';
import { App } from './app';
import { makeDataStore } from './store';

setUpDocument(message('page_data'));
renderPage(<App store={makeDataStore(pageSignal())} />);
