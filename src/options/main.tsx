import { render } from 'preact';
import browser from '../ext';
import { message } from '../i18n';
import { App } from './app';
import { makeOptionsStore } from './store';

const root = document.documentElement;
root.lang = browser.i18n.getUILanguage();
root.dir = browser.i18n.getMessage('@@bidi_dir') || 'ltr';
document.title = message('options_title');

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort());

const store = makeOptionsStore(closing.signal);
// Not before the settings are known: no switch is seen to turn by itself.
void store.open().then(() => {
  render(<App store={store} />, document.getElementById('app') as HTMLElement);
});
