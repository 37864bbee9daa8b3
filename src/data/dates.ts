import browser from '../ext';

/** "24 Nov 2026, 10:35", in the way of the interface's language. */
export function formatTime(at: number): string {
  const options = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(browser.i18n.getUILanguage(), options).format(at);
}

/** The reader's own day, as in `2026-11-24`. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
