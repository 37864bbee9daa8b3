/** Tells the paper's own words from those that a translator has put into the page. */

/** The text that each translation has replaced, by the outermost of its elements. */
const originals = new WeakMap<Node, string>();

/**
 * Selects translations that stand beside the original: Immersive Translate has them in such elements
 * (https://github.com/immersive-translate/immersive-translate), for translators of pages to leave alone.
 */
export const TWIN = 'font.notranslate';

/**
 * Selects what stands in the place of an original. Chrome replaces each text by nested `<font
 * style="vertical-align: inherit;">`; Edge notes a hash of the original on the element around it. No page
 * of today has a `font` of its own.
 */
const IN_PLACE = ':not(font) > font:not(.notranslate), [_msttexthash]';

/**
 * Remembers the texts that a translator has replaced, as the changes of the page tell. The translator
 * keeps them to itself.
 */
export function noteTranslations(changes: readonly MutationRecord[]): void {
  for (const { addedNodes, removedNodes, previousSibling, nextSibling } of changes) {
    const [text] = removedNodes;
    // What was moved into the translation is rewritten there.
    if (text?.nodeType !== 3 || text.parentNode) continue;
    const font = [addedNodes[0], previousSibling, nextSibling].find(
      (node) => node?.nodeName === 'FONT' && !originals.has(node) && !isTwin(node),
    );
    if (font) originals.set(font, text.nodeValue ?? '');
  }
}

const isTwin = (node: Node): boolean => (node as Element).matches(TWIN);

/** Returns the text that a translation has replaced, if the replacement was seen. */
export const originalOf = (node: Node): string | undefined => originals.get(node);

/** Returns whether a node shows a translator's words, and what they stand for is not known. */
export function isTranslated(node: Element): boolean {
  const { lang, className } = node.ownerDocument.documentElement;
  // Firefox only says in which language the page is now. Chrome translates piece by piece, and marks each.
  if (lang && !/^en\b/i.test(lang) && !className.includes('translated-')) return true;
  if (node.closest('[_msttexthash]')) return true;
  return [...node.querySelectorAll(IN_PLACE)].some((each) => !originals.has(each));
}
