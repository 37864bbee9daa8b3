/** Reading text out of a page's nodes. */

/** MathJax 2 leaves the source in a script, and its pictures of it beside. */
const MATHJAX_2 = 'script[type^="math/tex"]';
const DRAWN =
  '.MathJax, .MathJax_Preview, .MathJax_Display, .MathJax_CHTML, .MathJax_SVG, .MathJax_Error';
/** MathJax 3 and 4 leave it, if at all, in the annotation for screen readers. */
const MATHJAX_3 = 'mjx-container';

/**
 * The text of a node in one line. Formulas that MathJax has drawn come back as the TeX they were,
 * where the page still has it. `drop` selects descendants to leave out.
 */
export function lineOf(node: Node | null | undefined, drop?: string): string {
  if (!node) return '';
  const isPlain = !(node as Element).querySelector?.(
    [MATHJAX_2, MATHJAX_3, 'script', 'style', 'br', drop].filter(Boolean).join(),
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
    if (element.localName === 'br') text += ' ';
    else if (element.matches(MATHJAX_2)) text += texOf(element.textContent);
    else if (element.matches(MATHJAX_3))
      text += texOf(annotationOf(element)) || element.textContent;
    else if (!element.matches(`script, style, ${DRAWN}`) && !(drop && element.matches(drop))) {
      text += collect(element, drop);
    }
  }
  return text;
}

const annotationOf = (container: Element): string | null | undefined =>
  container.querySelector('annotation[encoding="application/x-tex"]')?.textContent ??
  container.querySelector('math[alttext]')?.getAttribute('alttext');

const texOf = (tex: string | null | undefined): string => (tex ? `$${tex.trim()}$` : '');

const BLOCKS = 'h1, h2, h3, h4, h5, h6, div, p, tr, li, dd, section, blockquote';

/**
 * The first element that says "Label: value", whatever its tag and class, as arXiv labels its
 * fields, and the value; of several nested ones the innermost. `label` is anchored to the start.
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

/** The address, absolute, if it is one that can be opened as a page; never `javascript:` or the like. */
export function webAddress(href: string | null | undefined, base: string): string | undefined {
  if (!href || !URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
}

/** The first link to a repository of code: `/owner/name`, and no mere profile or pages of its host. */
export function codeLinkIn(root: ParentNode | null | undefined, base: string): string | undefined {
  const links = root?.querySelectorAll('a[href*="github.com/"], a[href*="gitlab.com/"]') ?? [];
  for (const link of links) {
    const address = webAddress(link.getAttribute('href'), base);
    if (/^https?:\/\/(?:www\.)?git(?:hub|lab)\.com\/[\w.-]+\/[\w.-]/.test(address ?? '')) {
      return address;
    }
  }
  return undefined;
}

/** 110 of "110", 1200 of "1.2k", 0 of "-", which is how Hugging Face shows none. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '-' || trimmed === '–') return 0;
  const match = /^(\d[\d.,]*)\s*([km])?$/i.exec(trimmed);
  if (!match?.[1]) return undefined;
  if (!match[2]) return Number(match[1].replace(/[.,]/g, ''));
  return Math.round(Number(match[1].replace(',', '.')) * (/k/i.test(match[2]) ? 1e3 : 1e6));
}
