import { effect } from '@preact/signals';
import { render } from 'preact';
import browser from '../ext';
import { message } from '../i18n';
import { type FirstLook, untilShowable } from '../ui/first-look';
import { App } from './app';
import { guardFocus, moveFocus } from './focus';
import { makePopupStore } from './store';

/** Shows the popup, until the signal. */
export async function start(first: FirstLook, until: AbortSignal): Promise<void> {
  const root = document.documentElement;
  root.lang = browser.i18n.getUILanguage();
  root.dir = browser.i18n.getMessage('@@bidi_dir') || 'ltr';
  document.title = message('popup_name');

  const app = document.getElementById('app') as HTMLElement;
  document.addEventListener('keydown', moveFocus);
  guardFocus(app, until);

  const store = makePopupStore(first, until);
  void store.open();
  await untilShowable((ready) => {
    effect(() => {
      if (store.status.value !== 'opening') ready();
    });
  });
  render(<App store={store} />, app);
}
