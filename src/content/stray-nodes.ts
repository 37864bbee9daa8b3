import { clearAttributes, ID } from './card-attributes';
import { HOSTS, isOurs } from './shadow';
import type { TrackedCard } from './tracked-card';

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
  for (const { control, note } of byElement.values()) owned.add(control?.host).add(note?.host);
  for (const host of document.querySelectorAll(Object.values(HOSTS).join())) {
    const isInCard = host.localName === HOSTS.control || host.localName === HOSTS.note;
    if (!(isInCard ? owned.has(host) : isOurs(host))) host.remove();
  }
  const marked = document.querySelectorAll(`[${ID}]`);
  // Each of our cards has the attribute by now: as many as there are cards means no others.
  if (marked.length === byElement.size) return;
  for (const element of marked) if (!byElement.has(element)) clearAttributes(element);
}
