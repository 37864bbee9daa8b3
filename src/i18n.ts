/** All words on screen come from `public/_locales`; this is how they are asked for. */
import browser from './ext';

/** What was asked once is still there to say when the extension is gone from under the page. */
const heard = new Map<string, string>();

/** The message, with `$1` … `$9` replaced. A key that is missing shows as itself, never as nothing. */
export function message(key: string, ...substitutions: (string | number)[]): string {
  if (substitutions.length > 0) return lookUp(key, substitutions);
  const words = heard.get(key) ?? lookUp(key, []);
  heard.set(key, words);
  return words;
}

function lookUp(key: string, substitutions: (string | number)[]): string {
  return browser.i18n.getMessage(key, substitutions.map(String)) || key;
}

/** Made once: to make one takes as long as to write hundreds of numbers with it. */
let plurals: Intl.PluralRules | undefined;
let numbers: Intl.NumberFormat | undefined;

/** Where the browser's own tables would say what is known here; to load them takes ten milliseconds. */
const isPlain = (language: string, n: number): boolean =>
  /^en(?:-US|-GB)?$/.test(language) && Number.isInteger(n) && n >= 0 && n < 1e6;

/**
 * The message for a number of things: `key_one` or `key_other` by the rules of the interface's
 * language, with the number, written that language's way, as `$1`.
 */
export function plural(key: string, n: number): string {
  const language = browser.i18n.getUILanguage();
  if (isPlain(language, n)) return message(`${key}_${n === 1 ? 'one' : 'other'}`, formatNumber(n));
  plurals ??= new Intl.PluralRules(language);
  return message(`${key}_${plurals.select(n) === 'one' ? 'one' : 'other'}`, formatNumber(n));
}

/** In the way of the interface's language: "5,000". */
export function formatNumber(n: number): string {
  const language = browser.i18n.getUILanguage();
  if (isPlain(language, n)) return String(n).replace(/(?<=\d)(?=\d{3}$)/, ',');
  numbers ??= new Intl.NumberFormat(language);
  return numbers.format(n);
}
