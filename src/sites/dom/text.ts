import { linkAddress } from '../../paper/web-address';
import { isTranslated, originalOf, TWIN } from './translation';

/** Reads text, addresses and numbers out of a page's nodes. */

/** MathJax 2 leaves the TeX source in a script, beside the elements that draw it. */
const MATHJAX_2 = 'script[type^="math/tex"]';
const DRAWN =
  '.MathJax, .MathJax_Preview, .MathJax_Display, .MathJax_CHTML, .MathJax_SVG, .MathJax_Error';
/** Of such links, arXiv writes "this https URL" for the address. */
const EXTERNAL = 'a[rel~="external"]';
/** MathJax 3 and 4 leave the source, if at all, in the annotation for screen readers. */
const MATHJAX_3 = 'mjx-container';

/**
 * Returns the text of a node in one line. Formulas that MathJax has drawn come back as their TeX source
 * where the page still has it, and what a translator has replaced as it was, where that is known.
 * @param drop selects descendants to leave out
 */
export function lineOf(node: Node | null | undefined, drop?: string): string {
  if (!node) return '';
  const isPlain = !(node as Element).querySelector?.(
    [MATHJAX_2, MATHJAX_3, 'script', 'style', 'br', 'font', EXTERNAL, drop].filter(Boolean).join(),
  );
  const text = isPlain ? (node.textContent ?? '') : collect(node, drop);
  return text.replace(/\s+/g, ' ').trim();
}

function collect(node: Node, drop: string | undefined): string {
  let text = '';
  for (const child of node.childNodes) {
    if (child.nodeType === 3) text += child.nodeValue;
    if (child.nodeType !== 1) continue;
    const element = child as Element;
    const original = originalOf(element);
    if (element.localName === 'br') text += ' ';
    else if (original !== undefined) text += original;
    else if (element.matches(EXTERNAL) && /\bURL\b/.test(lineOf(element)))
      text += element.getAttribute('href');
    else if (element.matches(MATHJAX_2)) text += texOf(element.textContent);
    else if (element.matches(MATHJAX_3))
      text += texOf(annotationOf(element)) || element.textContent;
    else if (!element.matches([`script, style, ${DRAWN}, ${TWIN}`, drop].filter(Boolean).join())) {
      text += collect(element, drop);
    }
  }
  return text;
}

const annotationOf = (container: Element): string | null | undefined =>
  container.querySelector('annotation[encoding="application/x-tex"]')?.textContent ??
  container.querySelector('math[alttext]')?.getAttribute('alttext');

const texOf = (tex: string | null | undefined): string => (tex ? `$${tex.trim()}$` : '');

/**
 * Returns the text of a node in one line, as the page had it before it was translated; '' where that is
 * not known.
 * @param drop selects descendants to leave out
 */
export const originalLine = (node: Element | null | undefined, drop?: string): string =>
  !node || isTranslated(node) ? '' : lineOf(node, drop);

const BLOCKS = 'h1, h2, h3, h4, h5, h6, div, p, tr, li, dd, section, blockquote';

/**
 * Returns the first element that says "Label: value", as arXiv labels its fields, and the value. Tags and
 * classes do not matter; the innermost of several nested elements is returned.
 * @param label is anchored to the start of the text
 */
export function labelled(root: ParentNode, label: RegExp): [Element, string] | undefined {
  let found: [Element, string] | undefined;
  for (const element of root.querySelectorAll(BLOCKS)) {
    if (found && !found[0].contains(element)) break;
    const line = lineOf(element);
    const match = label.exec(line.slice(0, 60));
    const value = match && line.slice(match[0].length).trim();
    if (value) found = [element, value];
  }
  return found;
}

/** Returns the first link to a code repository, `/owner/name`; not one to a profile or the host's own pages. */
export function codeLinkIn(root: ParentNode | null | undefined, base: string): string | undefined {
  const links = root?.querySelectorAll('a[href*="github.com/"], a[href*="gitlab.com/"]') ?? [];
  for (const link of links) {
    const address = linkAddress(link.getAttribute('href'), base);
    if (/^https?:\/\/(?:www\.)?git(?:hub|lab)\.com\/[\w.-]+\/[\w.-]/.test(address ?? '')) {
      return address;
    }
  }
  return undefined;
}

/** Reads "110" as 110, "1.2k" as 1200, and "-" as 0, which is how Hugging Face shows none. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '-' || trimmed === '–') return 0;
  const match = /^(\d[\d.,]*)\s*([km])?$/i.exec(trimmed);
  if (!match?.[1]) return undefined;
  if (!match[2]) return Number(match[1].replace(/[.,]/g, ''));
  return Math.round(Number(match[1].replace(',', '.')) * (/k/i.test(match[2]) ? 1e3 : 1e6));
}
