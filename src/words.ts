/** All words on screen come from `public/_locales`; this is how they are asked for. */
import browser from './ext';

/** What was asked once is still there to say when the extension is gone from under the page. */
const heard = new Map<string, string>();

/** The message, with `$1` … `$9` replaced. A key that is missing shows as itself, never as nothing. */
export function word(key: string, ...substitutions: (string | number)[]): string {
  if (substitutions.length > 0) return message(key, substitutions);
  const words = heard.get(key) ?? message(key, []);
  heard.set(key, words);
  return words;
}

function message(key: string, substitutions: (string | number)[]): string {
  return browser.i18n.getMessage(key, substitutions.map(String)) || key;
}

/** Made once: to make one takes as long as to write hundreds of numbers with it. */
let plurals: Intl.PluralRules | undefined;
let numbers: Intl.NumberFormat | undefined;

/**
 * The message for a number of things: `key_one` or `key_other` by the rules of the interface's
 * language, with the number, written that language's way, as `$1`.
 */
export function count(key: string, n: number): string {
  plurals ??= new Intl.PluralRules(browser.i18n.getUILanguage());
  const form = plurals.select(n) === 'one' ? 'one' : 'other';
  return word(`${key}_${form}`, formatNumber(n));
}

/** In the way of the interface's language: "5,000". */
export function formatNumber(n: number): string {
  numbers ??= new Intl.NumberFormat(browser.i18n.getUILanguage());
  return numbers.format(n);
}
