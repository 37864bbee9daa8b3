import { MARK_FLAGS } from '../paper/mark';
import { flagsOf, type MarkState } from './marks';
import type { Presentation } from './presentation';

/** Carries the paper's id. Tests and users' own styles rely on these names. */
export const ID = 'data-dogear';
/** Marks the card that the keys act on. */
export const CURRENT = 'data-dogear-current';

const PRESENTATIONS = ['hidden', 'folded', 'dimmed'] as const;

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

/** Writes the attributes of `attributesOf`. */
export function writeAttributes(element: Element, bits: number): void {
  for (const [i, name] of NAMES.entries()) element.toggleAttribute(name, ((bits >> i) & 1) === 1);
}

/** Removes all that the overlay wrote on a card. */
export function clearAttributes(element: Element): void {
  for (const name of [ID, CURRENT, ...NAMES]) element.removeAttribute(name);
}
