import { render } from 'preact';
import browser from '../ext';
import { message } from '../i18n';
import { App } from './app';
import { makeDataStore } from './store';

const root = document.documentElement;
root.lang = browser.i18n.getUILanguage();
root.dir = browser.i18n.getMessage('@@bidi_dir') || 'ltr';
document.title = message('data_title');

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort());
// Back to a page that was put aside whole: what it was doing has ended with it.
addEventListener('pageshow', (event) => event.persisted && location.reload());

render(
  <App store={makeDataStore(closing.signal)} />,
  document.getElementById('app') as HTMLElement,
);
