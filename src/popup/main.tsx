import { render } from 'preact';
import browser from '../ext';
import { word } from '../words';
import { App } from './app';
import { guardFocus, moveFocus } from './focus';
import { makePopupStore } from './store';

const root = document.documentElement;
root.lang = browser.i18n.getUILanguage();
root.dir = browser.i18n.getMessage('@@bidi_dir') || 'ltr';
document.title = word('popup_name');

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort());

const app = document.getElementById('app') as HTMLElement;
document.addEventListener('keydown', moveFocus);
guardFocus(app, closing.signal);

const store = makePopupStore(closing.signal);
render(<App store={store} />, app);
void store.open();
