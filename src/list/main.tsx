import { render } from 'preact';
import browser from '../ext';
import { word } from '../words';
import { App } from './app';
import { followKeys } from './keyboard';
import { makePage } from './page';

const root = document.documentElement;
root.lang = browser.i18n.getUILanguage();
root.dir = browser.i18n.getMessage('@@bidi_dir') || 'ltr';
document.title = word('list_title');

const closing = new AbortController();
addEventListener('pagehide', ({ persisted }) => {
  if (!persisted) closing.abort();
});

const page = makePage(closing.signal);
render(<App page={page} />, document.getElementById('app') as HTMLElement);
followKeys(page, closing.signal);
void page.open();
