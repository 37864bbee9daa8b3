import { message } from '../i18n';
import { version } from '../protocol/rpc';
import type { Site } from '../sites/site';
import type { Visit } from './visit';

/** A page with more papers than this is read well enough. */
const FEW = 20;
/** A page with fewer links to papers than this is no proof of anything. */
const ENOUGH_LINKS = 5;

/**
 * Notes in the visit whether the page links to many more papers than could be read: then the site has
 * probably changed its markup.
 * @param read number of papers that were read
 */
export function checkHealth(visit: Visit, site: Pick<Site, 'linkedIn'>, read: number): void {
  const linked = visit.kind === 'digest' && read <= FEW ? site.linkedIn(document) : 0;
  visit.unreadable.value = linked >= ENOUGH_LINKS && read < linked / 2 ? linked : undefined;
}

/** Returns the text of a report about such a page. */
export function reportText(visit: Visit, read: number): string {
  // Without the address's query, which can hold what the user searched for.
  const { origin, pathname } = location;
  return message(
    'bar_report_text',
    origin + pathname,
    version(),
    read,
    visit.unreadable.value ?? 0,
  );
}
