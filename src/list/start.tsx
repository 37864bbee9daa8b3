import { effect } from '@preact/signals';
import { render } from 'preact';
import browser from '../ext';
import { message } from '../i18n';
import { type FirstLook, untilShowable } from '../ui/first-look';
import { App } from './app';
import { followKeys } from './keyboard/keyboard';
import { makePage } from './page';

/** Shows the list page, until the signal. */
export async function start(first: FirstLook, until: AbortSignal): Promise<void> {
  const root = document.documentElement;
  root.lang = browser.i18n.getUILanguage();
  root.dir = browser.i18n.getMessage('@@bidi_dir') || 'ltr';
  document.title = message('list_title');

  const page = makePage(first, until);
  void page.open();
  await untilShowable((ready) => {
    effect(() => {
      if (page.store.status.value !== 'opening') ready();
    });
  });
  render(<App page={page} />, document.getElementById('app') as HTMLElement);
  followKeys(page, until);
}
