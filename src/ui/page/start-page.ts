import { effect } from '@preact/signals';
import { type ComponentChild, render } from 'preact';
import browser from '../../ext';

/** Sets the language, direction and title of an extension page. */
export function setUpDocument(title: string): void {
  const root = document.documentElement;
  root.lang = browser.i18n.getUILanguage();
  root.dir = browser.i18n.getMessage('@@bidi_dir') || 'ltr';
  document.title = title;
}

/** Returns the element that every extension page renders into. */
export const pageRoot = (): HTMLElement => document.getElementById('app') as HTMLElement;

/** Renders a page's content. */
export function renderPage(content: ComponentChild): void {
  render(content, pageRoot());
}

/** Longest wait for a page's first rows, in ms. After that an empty page is better than none. */
const LONGEST_WAIT_MS = 80;

/**
 * Resolves when a page's first rows are there, or when the user has waited long enough. Showing the
 * page first and its rows a moment later takes twice as long as showing both together.
 *
 * @param status `opening` until the rows are there
 */
export function untilShowable(status: { readonly value: string }): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_WAIT_MS);
    effect(() => {
      if (status.value === 'opening') return;
      clearTimeout(timer);
      resolve();
    });
  });
}
