import { parseAddress } from '../web-address';
import { type IdKind, LONGEST_ID, LONGEST_TEXT, type PaperId } from './kind';
import { idAtAddress } from './registered';

/** Hosts whose pages are searches, or of this machine. */
const NO_PAPERS = /^(?:scholar\.google\.|www\.google\.|localhost\b|127\.)/;

/** `url:proceedings.mlr.press/v5/a.html`: a paper that no registry knows, by the address of its page. */
export const webPage: IdKind = {
  prefix: 'url',
  parse: placeId,
  pageOf: (local) => `https://${local}`,
};

/**
 * Returns the id of a paper of which nothing but its page is known: the address without what does not
 * tell papers apart, which is its scheme, its fragment and where the visitor came from. An address by
 * which a registry's id is known gives that. Undefined for a site's front page or a search.
 */
export function placeId(text: string | undefined): PaperId | undefined {
  if (!text || text.length > LONGEST_TEXT) return undefined;
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const known = idAtAddress(address);
  const url = parseAddress(address);
  if (known || !url) return known;
  for (const name of [...url.searchParams.keys()]) {
    if (/^(?:utm_\w+|fbclid|gclid)$/i.test(name)) url.searchParams.delete(name);
  }
  const path = url.pathname.replace(/\/+$/, '');
  if ((!path && !url.search) || url.username || NO_PAPERS.test(url.host)) return undefined;
  // URL leaves these as they are, but BibTeX cannot hold them; encoded, the page is the same.
  const place = (url.host + path + url.search).replace(/[\\^`{|}]/g, encodeURIComponent);
  return place.length > LONGEST_ID || /\s/.test(place) ? undefined : (`url:${place}` as PaperId);
}
