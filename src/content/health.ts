import type { Site } from '../sites/site';
import type { ReadonlySignal, Signal } from './signal';
import type { Visit } from './visit';

/** A page with more papers than this is read well enough. */
const FEW = 20;
/** A page with fewer links to papers than this is no proof of anything. */
const ENOUGH_LINKS = 5;

export interface HealthContext {
  readonly site: Pick<Site, 'linkedIn'>;
  readonly cards: { readonly all: ReadonlySignal<readonly unknown[]> };
  readonly visit: Signal<Visit>;
}

/**
 * Notes in the visit whether the page links to many more papers than could be read: then the site has
 * probably changed its markup.
 */
export function checkHealth({ site, cards, visit }: HealthContext): void {
  const { kind } = visit.value;
  const read = cards.all.value.length;
  const linked = kind === 'digest' && read <= FEW ? site.linkedIn(document) : 0;
  const unreadable = linked >= ENOUGH_LINKS && read < linked / 2 ? linked : undefined;
  if (unreadable !== visit.value.unreadable) visit.value = { ...visit.value, unreadable };
}
