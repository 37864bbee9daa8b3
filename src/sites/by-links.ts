import type { PaperId } from '../paper/id';

/** A link that leads to a paper. */
export interface PaperLink {
  readonly link: HTMLAnchorElement;
  readonly id: PaperId;
}

/** An element that shows one paper, with the links to it that are in it. */
export interface Group {
  readonly element: HTMLElement;
  readonly id: PaperId;
  readonly links: readonly HTMLAnchorElement[];
}

/** What a page marks as one thing of many, whatever its class. */
const ITEM = 'article, li, [role="article"], [role="listitem"]';
const HEADING = 'h1, h2, h3, h4, h5, h6, [role="heading"]';
const FRAME = 'main, body, html, [role="main"]';

/**
 * Groups links by the card that they stand in, without knowing the page's markup: a card is the
 * item (`article`, `li`) around the links, where it holds no other paper; else the largest element
 * that leads to this one paper alone.
 */
export function groupByCard(found: readonly PaperLink[]): Group[] {
  const owners = new Map<Element, PaperId | null>();
  for (const { link, id } of found) {
    for (let node: Element | null = link; node; node = node.parentElement) {
      const owner = owners.get(node);
      if (owner === null) break; // and so are all above it
      owners.set(node, owner === undefined || owner === id ? id : null);
    }
  }

  const groups = new Map<Element, Group & { links: HTMLAnchorElement[] }>();
  for (const { link, id } of found) {
    const element = cardAround(link, id, owners);
    const group = groups.get(element);
    if (group) group.links.push(link);
    else groups.set(element, { element, id, links: [link] });
  }
  return [...groups.values()];
}

function cardAround(
  link: HTMLElement,
  id: PaperId,
  owners: ReadonlyMap<Element, PaperId | null>,
): HTMLElement {
  const item = link.closest<HTMLElement>(ITEM);
  if (item && owners.get(item) === id) return item;
  let card: HTMLElement = link;
  for (let up = link.parentElement; up && owners.get(up) === id; up = up.parentElement) {
    // The only paper of a page: where its card ends, no neighbour tells.
    if (up.matches(FRAME)) return link.closest<HTMLElement>(HEADING)?.parentElement ?? link;
    card = up;
  }
  return card;
}

/** A link's words that are a count of something and no title. */
const COUNT = /^[\s·•|\d.,k-]*(?:authors?|comments?|upvotes?|likes?)?$/i;

/** The element whose text is the title: a heading, or the link that says most. */
export function titleIn({ element, links }: Group): Element | undefined {
  for (const link of links) {
    const inside = link.querySelector(HEADING);
    if (inside?.textContent?.trim()) return inside;
    const around = link.closest(HEADING);
    if (around && element.contains(around) && link.textContent?.trim()) return link;
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
