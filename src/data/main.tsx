import { message } from '../i18n';
import { pageSignal } from '../ui/page-signal';
import { renderPage, setUpDocument } from '../ui/start-page';
import { App } from './app';
import { makeDataStore } from './store';

setUpDocument(message('data_title'));
renderPage(<App store={makeDataStore(pageSignal())} />);
