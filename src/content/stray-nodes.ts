import { clearAttributes, ID, PART, partsOf } from './card-attributes';
import { HOSTS, isOurs } from './shadow';
import type { TrackedCard } from './tracked-card';

const NAMES: readonly string[] = Object.values(HOSTS);
/** One query for all, since each walks the whole page. */
const OURS = [...NAMES, `[${ID}]`, `[${PART}]`].join();

/**
 * Removes hosts and attributes that no card owns: the page may copy a card, with our attributes and our
 * nodes in it.
 * @param spared a host that stays although no card owns it
 */
export function removeStrays(
  byElement: ReadonlyMap<Element, TrackedCard>,
  spared: Element | null | undefined,
): void {
  const owned = new Set<Element | null | undefined>([spared]);
  for (const { card, control, note } of byElement.values()) {
    for (const node of [...partsOf(card), control?.host, note?.host]) owned.add(node);
  }
  for (const node of document.querySelectorAll(OURS)) {
    if (owned.has(node)) continue;
    if (!NAMES.includes(node.localName)) clearAttributes(node);
    // The bar and the help have no owner.
    else if (!isOurs(node) || node.localName === HOSTS.control || node.localName === HOSTS.note)
      node.remove();
  }
}
