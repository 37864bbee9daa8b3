import { message } from '../i18n';
import { pageSignal } from '../ui/page/page-signal';
import { renderPage, setUpDocument } from '../ui/page/start-page';
import { App } from './app';
import { makeOptionsStore } from './store';

setUpDocument(message('options_title'));
const store = makeOptionsStore(pageSignal());
// Only once the settings are known, so that no switch is seen turning by itself.
void store.open().then(() => renderPage(<App store={store} />));
