import { MARK_FLAGS } from '../paper/mark';
import type { Card } from '../sites/site';
import { setAttribute } from './elements';
import { flagsOf, type MarkState } from './marks';
import type { Presentation } from './presentation';

/** Carries the paper's id. Tests and users' own styles rely on these names. */
export const ID = 'data-dogear';
/** Marks the card that the keys act on. */
export const CURRENT = 'data-dogear-current';
/** Says on a card that it is hidden. */
export const HIDDEN = 'data-dogear-hidden';
/** Says on the parts of an entry that follow its `dt` how they are shown, in words. */
export const PART = 'data-dogear-part';

const PRESENTATIONS = ['hidden', 'folded', 'dimmed'] as const;

/** What the parts of an entry have in common with its `dt`. */
const SHARED = [...PRESENTATIONS, 'wait', 'current'];

/** The attributes without a value, in the order of their bits. */
const NAMES = [...MARK_FLAGS, ...PRESENTATIONS, 'new', 'wait'].map((what) => `data-dogear-${what}`);

/**
 * Returns the attributes that a card is to have, a bit each.
 * @param isWaiting whether the card is kept from being seen until the library has answered
 */
export function attributesOf(
  state: MarkState,
  presentation: Presentation,
  isNew: boolean,
  isWaiting: boolean,
): number {
  let bits = flagsOf(state);
  let bit = 1 << MARK_FLAGS.length;
  const add = (isSet: boolean): void => {
    if (isSet) bits |= bit;
    bit <<= 1;
  };
  for (const name of PRESENTATIONS) add(presentation === name);
  add(isNew);
  add(isWaiting);
  return bits;
}

/** Writes the attributes of `attributesOf` on a card and its parts. */
export function writeAttributes(card: Card, bits: number): void {
  for (const [i, name] of NAMES.entries())
    card.element.toggleAttribute(name, ((bits >> i) & 1) === 1);
  writeParts(card);
}

/** Shows or takes away the ring. */
export function ring(card: Card, isCurrent: boolean): void {
  card.element.toggleAttribute(CURRENT, isCurrent);
  writeParts(card);
}

/**
 * Writes on the parts of an entry how its `dt` is shown. Combinators in the page's sheet would find them,
 * too, but the browser would have to try those on every node of the page.
 */
export function writeParts(card: Card): void {
  const { element } = card;
  const shared = SHARED.filter((what) => element.hasAttribute(`data-dogear-${what}`)).join(' ');
  for (const part of partsOf(card)) {
    if (part !== element && shared) setAttribute(part, PART, shared);
    else part.removeAttribute(PART);
    letBeFound(part, element.hasAttribute(HIDDEN));
  }
}

/**
 * Returns the elements that are the card: of an entry in a definition list the `dt`, its `dd`, and what other
 * extensions have put between the two.
 */
export function partsOf({ element, foot }: Card): Element[] {
  const parts: Element[] = [element];
  if (element.localName !== 'dt') return parts;
  for (let at = element.nextElementSibling; at; at = at.nextElementSibling) {
    parts.push(at);
    if (at === foot) break;
  }
  return parts;
}

/** Lets what is hidden be found in the page, which shows it again: `beforematch` says so. */
function letBeFound(element: Element, isHidden: boolean): void {
  const hidden = element.getAttribute('hidden');
  if (isHidden && hidden === null) element.setAttribute('hidden', 'until-found');
  // Any other value is the page's own.
  if (!isHidden && hidden === 'until-found') element.removeAttribute('hidden');
}

/** Removes all that the overlay wrote on a card and its parts. */
export function clearCard(card: Card): void {
  for (const part of partsOf(card)) clearAttributes(part);
}

/** Removes all that the overlay wrote on an element. */
export function clearAttributes(element: Element): void {
  for (const name of [ID, CURRENT, PART, ...NAMES]) element.removeAttribute(name);
  letBeFound(element, false);
}
