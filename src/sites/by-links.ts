import type { PaperId } from '../paper/ids';

/** A link that leads to a paper. */
export interface PaperLink {
  readonly link: HTMLAnchorElement;
  readonly id: PaperId;
}

/** An element that shows one paper, with the links to it that are in it, in document order. */
export interface Group {
  readonly element: HTMLElement;
  readonly id: PaperId;
  readonly links: readonly HTMLAnchorElement[];
}

/** What a page marks as one thing of many, whatever its class. */
const ITEM = 'article, li, [role="article"], [role="listitem"]';
export const HEADING = 'h1, h2, h3, h4, h5, h6, [role="heading"]';
const FRAME = 'main, body, html, [role="main"]';
/** Parts of a page that lead elsewhere, also when they lead to a paper … */
const ELSEWHERE =
  'nav, header, footer, aside, dialog, [role="navigation"], [role="banner"], [role="contentinfo"], [role="complementary"], [role="dialog"]';

/** Whether a link stands in the page's own frame. A card may have a header and a footer of its own. */
export function isElsewhere(link: Element): boolean {
  const part = link.closest(ELSEWHERE);
  return part !== null && part.closest(ITEM) === null;
}

type Owners = ReadonlyMap<Element, PaperId | null>;

/**
 * Groups links by the card that they stand in, without knowing the page's markup: a card is the
 * item (`article`, `li`) around the links, where it holds no other paper; else the largest element
 * that leads to this one paper alone.
 */
export function groupByCard(found: readonly PaperLink[]): Group[] {
  // The cards of one page are all of one kind: where titles are headings, a bare link is a mention.
  const titles = found.filter(({ link }) => headingAt(link) !== undefined);
  const leading = titles.length > 0 ? titles : withoutMentions(found);
  const owners = ownersOf(leading);
  // Once for a box: 10,000 links in one would have it looked through 10,000 times.
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

/** The paper that each element leads to; null where it leads to several. */
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

/** A card leads to its own paper by title, picture and comments; to another one at most in passing. */
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

/** Where no neighbour tells where a card ends, in a section of one, the section's heading does. */
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

/** The heading that the link is in, or that is in the link, if it says anything. */
function headingAt(link: Element): Element | undefined {
  const inside = link.querySelector(HEADING);
  if (inside?.textContent?.trim()) return inside;
  return link.closest(HEADING) && link.textContent?.trim() ? link : undefined;
}

/** A link's words that are a count of something and no title. */
const COUNT = /^[\s·•|\d.,k-]*(?:authors?|comments?|upvotes?|likes?)?$/i;

/** The element whose text is the title: a heading, or the link that says most. */
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
