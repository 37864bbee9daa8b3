/** Looks up the texts on screen, which all stand in `public/_locales`. */
import browser from './ext';

/** Texts that were looked up before. They can still be shown when the extension is gone from a page. */
const known = new Map<string, string>();

/**
 * Returns a message in the language of the browser's interface. A key that is missing comes back as
 * it is, so that a mistake shows.
 *
 * @param substitutions replace `$1` to `$9` in the message
 */
export function message(key: string, ...substitutions: (string | number)[]): string {
  if (substitutions.length > 0) return lookUp(key, substitutions) || key;
  const text = known.get(key) ?? (lookUp(key, []) || key);
  known.set(key, text);
  return text;
}

/** Returns an empty text where there is no such message. */
function lookUp(key: string, substitutions: readonly (string | number)[]): string {
  return browser.i18n.getMessage(key, substitutions.map(String));
}

/** Made once: making one takes as long as formatting hundreds of numbers with it. */
let rules: Intl.PluralRules | undefined;
let numbers: Intl.NumberFormat | undefined;

/** Whether to do without the browser's own tables, which take ten milliseconds to load. */
const isPlainEnglish = (language: string, n: number): boolean =>
  /^en(?:-US|-GB)?$/.test(language) && Number.isInteger(n) && n >= 0 && n < 1e6;

/**
 * Returns the message for a number of things. Its key ends in the plural category that CLDR gives the
 * number in the language of the interface: `papers_one`, `papers_few`, … A language without a message
 * for a category uses `papers_other`.
 *
 * @param key without the category
 * @param n stands in the message as `$1`, formatted for the language
 */
export function plural(key: string, n: number): string {
  const text = formatNumber(n);
  return lookUp(`${key}_${categoryOf(n)}`, [text]) || message(`${key}_other`, text);
}

/** Returns the plural category of a number: `one` and `other` in English, up to six elsewhere. */
function categoryOf(n: number): Intl.LDMLPluralRule {
  const language = browser.i18n.getUILanguage();
  if (isPlainEnglish(language, n)) return n === 1 ? 'one' : 'other';
  rules ??= new Intl.PluralRules(language);
  return rules.select(n);
}

/** Formats a number for the language of the interface: "5,000". */
export function formatNumber(n: number): string {
  const language = browser.i18n.getUILanguage();
  if (isPlainEnglish(language, n)) return String(n).replace(/(?<=\d)(?=\d{3}$)/, ',');
  numbers ??= new Intl.NumberFormat(language);
  return numbers.format(n);
}
