import { render } from 'preact';
import browser from '../ext';
import { App } from './app';
import { moveFocus } from './focus';
import { makePopupStore } from './store';

const root = document.documentElement;
root.lang = browser.i18n.getUILanguage();
root.dir = browser.i18n.getMessage('@@bidi_dir') || 'ltr';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort());

document.addEventListener('keydown', moveFocus);

const store = makePopupStore(closing.signal);
render(<App store={store} />, document.getElementById('app') as HTMLElement);
void store.open();
