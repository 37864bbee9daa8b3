import type { PaperId } from '../../paper/ids';

/** A link to a paper. */
export interface PaperLink {
  readonly link: HTMLAnchorElement;
  readonly id: PaperId;
}

/** An element that shows one paper, with its links to that paper in document order. */
export interface Group {
  readonly element: HTMLElement;
  readonly id: PaperId;
  readonly links: readonly HTMLAnchorElement[];
}

/** Selects what the markup declares to be one item of many, whatever its class. */
const ITEM = 'article, li, [role="article"], [role="listitem"]';
export const HEADING = 'h1, h2, h3, h4, h5, h6, [role="heading"]';
const FRAME = 'main, body, html, [role="main"]';
/** Selects the parts of a page whose links lead elsewhere, even where they lead to papers. */
const ELSEWHERE =
  'nav, header, footer, aside, dialog, [role="navigation"], [role="banner"], [role="contentinfo"], [role="complementary"], [role="dialog"]';

/** Whether a link is in the page's frame and not in a card. A card may have a header and a footer too. */
export function isElsewhere(link: Element): boolean {
  const part = link.closest(ELSEWHERE);
  return part !== null && part.closest(ITEM) === null;
}

type Owners = ReadonlyMap<Element, PaperId | null>;

/**
 * Groups links by the card that they are in, without knowing the page's markup. A card is the item
 * (`article`, `li`) around the links if it links to no other paper, and otherwise the largest element
 * whose links all lead to this one paper.
 */
export function groupByCard(found: readonly PaperLink[]): Group[] {
  // The cards of a page are alike: where titles are headings, a link outside one is only a mention.
  const titles = found.filter(({ link }) => headingAt(link) !== undefined);
  const leading = titles.length > 0 ? titles : withoutMentions(found);
  const owners = ownersOf(leading);
  // Counted once for each box: one with 10,000 links would be searched 10,000 times.
  const counts = new Map<Element, number>();
  const headingsIn = (box: Element): number => {
    const known = counts.get(box) ?? box.querySelectorAll(HEADING).length;
    counts.set(box, known);
    return known;
  };

  const groups = new Map<Element, Group & { links: HTMLAnchorElement[] }>();
  for (const { link, id } of leading) {
    const element = cardAround(link, id, owners, headingsIn);
    if (!groups.has(element)) groups.set(element, { element, id, links: [] });
  }
  for (const { link, id } of found) {
    let node: Element | null = link;
    while (node && !groups.has(node)) node = node.parentElement;
    const group = node && groups.get(node);
    if (group?.id === id) group.links.push(link);
  }
  return [...groups.values()];
}

/** Maps each element to the paper that its links lead to; to null if they lead to several. */
function ownersOf(found: readonly PaperLink[]): Owners {
  const owners = new Map<Element, PaperId | null>();
  for (const { link, id } of found) {
    for (let node: Element | null = link; node; node = node.parentElement) {
      const owner = owners.get(node);
      if (owner === null) break; // and so are all above it
      owners.set(node, owner === undefined || owner === id ? id : null);
    }
  }
  return owners;
}

/**
 * Drops links to papers that a card only mentions: it links to its own paper several times (title,
 * picture, comments), and to another one at most once.
 */
function withoutMentions(found: readonly PaperLink[]): readonly PaperLink[] {
  const counts = new Map<Element, Map<PaperId, number>>();
  for (const { link, id } of found) {
    const item = link.closest(ITEM);
    if (!item) continue;
    const count = counts.get(item) ?? new Map<PaperId, number>();
    counts.set(item, count.set(id, (count.get(id) ?? 0) + 1));
  }
  return found.filter(({ link, id }) => {
    const item = link.closest(ITEM);
    const count = item ? counts.get(item) : undefined;
    if (!count || count.size === 1 || count.get(id) !== 1) return true;
    return [...count.values()].filter((times) => times > 1).length !== 1;
  });
}

/**
 * Returns the card around a link. Usually the neighbouring cards show where it ends; in a section with
 * one card only, the section's heading does.
 */
function cardAround(
  link: HTMLElement,
  id: PaperId,
  owners: Owners,
  headingsIn: (box: Element) => number,
): HTMLElement {
  const item = link.closest<HTMLElement>(ITEM);
  if (item && owners.get(item) === id) return item;
  const headings = headingAt(link) ? 1 : 0;
  let card: HTMLElement = link;
  for (let up = link.parentElement; up && owners.get(up) === id; up = up.parentElement) {
    if (up.matches(FRAME) || headingsIn(up) > headings) break;
    card = up;
  }
  return card;
}

/** Returns the heading inside the link, or the link inside a heading, unless it is empty. */
function headingAt(link: Element): Element | undefined {
  const inside = link.querySelector(HEADING);
  if (inside?.textContent?.trim()) return inside;
  return link.closest(HEADING) && link.textContent?.trim() ? link : undefined;
}

/** Matches the text of a link that counts something and is not a title. */
const COUNT = /^[\s·•|\d.,k-]*(?:authors?|comments?|upvotes?|likes?)?$/i;

/** Returns the element whose text is the title: a heading, or the link with the longest text. */
export function titleIn({ links }: Group): Element | undefined {
  for (const link of links) {
    const heading = headingAt(link);
    if (heading) return heading;
  }
  let best: Element | undefined;
  let most = 0;
  for (const link of links) {
    const text = link.textContent?.trim() ?? '';
    if (text.length <= most || COUNT.test(text)) continue;
    best = link;
    most = text.length;
  }
  return best;
}

/** Counts the different papers that the links of a page lead to, apart from those in the page's frame. */
export function countPapers(
  document: Document,
  selector: string,
  idOf: (link: HTMLAnchorElement) => PaperId | undefined,
): number {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(selector)];
  const ids = links.filter((link) => !isElsewhere(link)).map(idOf);
  return new Set(ids.filter(Boolean)).size;
}
