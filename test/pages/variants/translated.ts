/** What translators of pages do to them. */
import { noteTranslations } from '../../../src/sites/dom/translation';
import type { Variant } from './shared';

/** What translators leave alone: signs and numbers, ids and categories. */
const CODE = /^(?:\(|arXiv$|v$|[a-z-]+\.[A-Za-z-]{2,}$|hep-th$|math-ph$)/;

/** Words of another language for those of a text. */
const translate = (text: string): string =>
  text.replace(/\([\w.-]+\)|[a-z]+[.-][A-Za-z-]{2,}|\p{L}+/gu, (word) =>
    CODE.test(word) ? word : 'слово',
  );

/** The texts of a page that a translator takes up. */
function textsIn(document: Document): Text[] {
  // 4: texts.
  const walker = document.createTreeWalker(document.body, 4);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    const isWords = /\p{L}/u.test(text.data) && !text.parentElement?.closest('script, style, math');
    if (isWords) texts.push(text);
  }
  return texts;
}

/** Replaces all texts as Chrome does: each by two nested elements with its translation. */
export function translateInPlace(document: Document): void {
  for (const text of textsIn(document)) {
    const outer = document.createElement('font');
    outer.setAttribute('style', 'vertical-align: inherit;');
    const inner = outer.cloneNode() as Element;
    inner.textContent = translate(text.data);
    outer.append(inner);
    text.replaceWith(outer);
  }
  document.documentElement.className += ' translated-ltr';
  document.documentElement.lang = 'ru';
}

/** As Chrome does while Dogear looks on. */
function translateSeen(document: Document): void {
  const { MutationObserver } = document.defaultView as typeof globalThis & Window;
  const observer = new MutationObserver(() => undefined);
  observer.observe(document, { childList: true, subtree: true });
  translateInPlace(document);
  noteTranslations(observer.takeRecords());
}

/** Puts a translation beside each text, as Immersive Translate does. */
export function addTwins(document: Document): void {
  for (const text of textsIn(document)) {
    const outer = document.createElement('font');
    outer.className = 'notranslate immersive-translate-target-wrapper';
    outer.setAttribute('lang', 'ru');
    const inner = document.createElement('font');
    inner.className = 'notranslate immersive-translate-target-inner';
    inner.textContent = translate(text.data);
    outer.append(document.createElement('br'), inner);
    text.after(outer);
  }
}

/** Replaces all texts without a trace but the page's language, as Firefox does. */
export function translateWithoutTrace(document: Document): void {
  for (const text of textsIn(document)) text.data = translate(text.data);
  document.documentElement.lang = 'ru';
}

/** Replaces all texts, and leaves a hash of each on the element around it, as Edge does. */
export function translateWithHashes(document: Document): void {
  for (const text of textsIn(document)) {
    text.parentElement?.setAttribute('_msttexthash', '1234567');
    text.data = translate(text.data);
  }
}

/** The same words after a translation. */
export const TRANSLATED: readonly Variant[] = [
  { name: 'translated in place', change: translateSeen },
  { name: 'translations beside', change: addTwins },
];

export const WITHOUT_ORIGINAL: readonly Variant[] = [
  { name: 'Chrome', change: translateInPlace },
  { name: 'Firefox', change: translateWithoutTrace },
  { name: 'Edge', change: translateWithHashes },
];
