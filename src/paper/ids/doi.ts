import { aclId } from './acl';
import { arxivId } from './arxiv';
import { type IdKind, LONGEST_ID, type PaperId, trimPunctuation } from './kind';

const CHARACTERS = String.raw`[^\s"<>{}|\\^\x60]+`;
// `10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O`: only what is in the angles tells the
// papers of one issue apart. In a text, the end of that form alone tells it from markup.
const SICI = String.raw`<[^\s"<>\/:]*:[^\s"<>\/]*>`;

/** The source of a pattern for the angles that a DOI in a text may have, and what follows them. */
export const SICI_IN_TEXT = String.raw`(?:${SICI}(?=\d)${CHARACTERS})?`;
// Bundlers keep a template, whose values might have a `toString` of their own, unless a pure call has it.
const IN_TEXT = /* @__PURE__ */ (() =>
  new RegExp(String.raw`(?<![\w.])10\.\d{4,9}\/${CHARACTERS}${SICI_IN_TEXT}`))();
const WHOLE = /* @__PURE__ */ (() =>
  new RegExp(String.raw`^10\.\d{4,9}\/${CHARACTERS}(?:${SICI}(?:${CHARACTERS})?)*$`))();
/**
 * Matches an angle as programs write it that escape what a DOI has in it, some of them twice:
 * `{\textless}`, `$<$`, `&lt;`, `%3C`.
 */
const ANGLE = /* @__PURE__ */ (() => {
  const dollar = String.raw`(?:\{?\\?\$\}?)?`;
  const escaped = String.raw`\\text(?:less|greater)(?:\{\}|\s)?|\\[lg]t(?![a-z])(?:\{\}|\s)?`;
  const encoded = String.raw`\\?&(?:amp;)?(?:[lg]t|#6[02]|#x3[ce]);|\\?%3[ce]|\\?[<>]`;
  return new RegExp(String.raw`${dollar}\{?(?:${escaped}|${encoded})\}?${dollar}`, 'gi');
})();
const PUBLISHER_PATH =
  /(?:^|\/)(?:doi\/(?:abs\/|full\/|e?pdf\/)?|article\/|chapter\/)(10\.\d{4,9}\/.+)$/;

/**
 * `doi:10.1101/2026.07.01.735904`. DOIs are case-insensitive, and canonical in lower case.
 * Source of the form: https://www.doi.org/doi-handbook/
 */
export const doi: IdKind = {
  prefix: 'doi',
  parse: parseDoi,
  isBare: true,
  findInText: (text) => parseDoi(IN_TEXT.exec(text)?.[0]),
  hosts: /^(?:(?:dx\.)?doi\.org|(?:bio|med)rxiv\.org)$/,
  parseAddress({ host, path }) {
    if (host.endsWith('doi.org')) return parseDoi(path);
    const onBiorxiv = /^content\/(?:biorxiv\/early\/[\d/]+\/)?(10\..+)$/.exec(path)?.[1];
    // `…735904v2.full.pdf` is a version and a rendering of the same paper.
    return parseDoi(onBiorxiv?.replace(/v\d+(?:\.[a-z-]+)*$/, ''));
  },
  // `10.1002/(sici)1097#b` is one DOI, but what follows the # would be a fragment of an address.
  pageOf: (local) => `https://doi.org/${encodeURI(local).replace(/[#?]/g, encodeURIComponent)}`,
};

/** Returns the paper of a publisher's page, whose path has the DOI in it on most sites. */
export const doiInPath = (path: string): PaperId | undefined =>
  parseDoi(PUBLISHER_PATH.exec(path)?.[1]);

/** Returns the paper of a DOI, bare or in an address or a label. */
export const doiId = (text: string): PaperId | undefined =>
  parseDoi(IN_TEXT.exec(withAngles(text))?.[0]);

/** Returns a text with the angles of a DOI as they are, if it has a DOI in it. */
export const withAngles = (text: string): string =>
  /[\\&$%]/.test(text) && /10\.\d{4,9}\//.test(text)
    ? text.replace(ANGLE, (angle) => (/less|lt|<|60|3c/i.test(angle) ? '<' : '>'))
    : text;

function parseDoi(text: string | undefined): PaperId | undefined {
  if (!text || text.length > LONGEST_ID) return undefined;
  const doi = trimPunctuation(text).toLowerCase();
  // Half of a surrogate pair cannot stand in an address.
  if (!WHOLE.test(doi) || /\p{Surrogate}/u.test(doi)) return undefined;
  const arxiv = /^10\.48550\/arxiv\.(.+)$/.exec(doi)?.[1];
  if (arxiv) return arxivId(arxiv);
  return aclId(/^10\.18653\/v1\/(.+)$/.exec(doi)?.[1]) ?? (`doi:${doi}` as PaperId);
}
