import { render } from 'preact';
import browser from '../ext';
import { message } from '../i18n';
import { makeReadingStore } from './store';

const root = document.documentElement;
root.lang = browser.i18n.getUILanguage();
root.dir = browser.i18n.getMessage('@@bidi_dir') || 'ltr';
document.title = message('reading_page_title');

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort());
// Back to a page that was put aside whole: it followed nothing meanwhile.
addEventListener('pageshow', (event) => event.persisted && location.reload());

const store = makeReadingStore(closing.signal);
void store.open();
// The library is read while what draws the pictures is loaded.
void import('./app').then(({ App }) => {
  render(<App store={store} />, document.getElementById('app') as HTMLElement);
});
