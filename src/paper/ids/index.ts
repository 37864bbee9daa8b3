/**
 * The identity of a paper: one canonical string, the same on whichever site the paper is met.
 *
 * | kind       | canonical                          | source of the form |
 * | ---------- | ---------------------------------- | ------------------ |
 * | arXiv      | `arxiv:2401.12345`, `arxiv:math/0309136` | https://info.arxiv.org/help/arxiv_identifier.html |
 * | DOI        | `doi:10.1101/2026.07.01.735904`    | https://www.doi.org/doi-handbook/ (case-insensitive: lower) |
 * | OpenReview | `openreview:Bx4kT9`                | the `id` of `/forum?id=` |
 * | ACL        | `acl:2025.acl-long.2`, `acl:P19-1001` | https://aclanthology.org/info/ids/ |
 * | PubMed     | `pmid:31452104`                    | https://pubmed.ncbi.nlm.nih.gov/help/ |
 * | ISBN       | `isbn:9780262035613`               | thirteen digits: https://www.isbn-international.org/content/isbn-users-manual |
 * | web page   | `url:proceedings.mlr.press/v5/a.html` | no registry knows the paper: where it is |
 * | title      | `title:5f0c8e1b2a3d4c69`           | not even a page: what it is called, by whom and when, hashed |
 *
 * The last three come with imported reading lists, whose books, theses and proceedings pages would
 * have to stay behind without them. No text or link is ever taken for one of them by itself.
 */
declare const brand: unique symbol;
export type PaperId = string & { readonly [brand]: 'PaperId' };

/** Longer texts are no identifiers; the bound keeps every pattern below cheap on hostile input. */
const LONGEST = 2_000;

const ARXIV_NEW = String.raw`\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}`;
// Old style: archive, an optional subject class that arXiv itself treats as decoration, seven digits.
const ARXIV_OLD = String.raw`[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z-]{2,})?\/\d{7}`;
const ARXIV = `(?:${ARXIV_NEW}|${ARXIV_OLD})`;
const ARXIV_WHOLE = new RegExp(`^(${ARXIV})(?:v\\d+)?$`, 'i');
const ARXIV_IN_TEXT = new RegExp(`\\barxiv[:\\s./]\\s*(${ARXIV})(?:v\\d+)?(?![\\d/])`, 'i');
const ARXIV_BARE = new RegExp(`(?<![\\d./])(${ARXIV_NEW})(?:v\\d+)?(?![\\d/]|\\.\\d)`);

const DOI_CHARACTERS = String.raw`[^\s"<>{}|\\^\x60]+`;
// `10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O`, of which nothing but what is in the
// angles tells the papers of one issue apart. In a text, only that form is told from markup by its end.
const SICI = String.raw`<[^\s"<>\/:]*:[^\s"<>\/]*>`;
export const SICI_IN_TEXT = String.raw`(?:${SICI}(?=\d)${DOI_CHARACTERS})?`;
const DOI_IN_TEXT = new RegExp(String.raw`(?<![\w.])10\.\d{4,9}\/${DOI_CHARACTERS}${SICI_IN_TEXT}`);
const DOI_WHOLE = new RegExp(
  String.raw`^10\.\d{4,9}\/${DOI_CHARACTERS}(?:${SICI}(?:${DOI_CHARACTERS})?)*$`,
);
const ADDRESS_IN_TEXT = new RegExp(String.raw`https?:\/\/[^\s"'<>]+${SICI_IN_TEXT}`, 'i');
/** "arxiv.org/abs/2401.12345", as browsers show it. */
const WITHOUT_SCHEME = /^(?:[a-z\d-]+\.)+[a-z]{2,}\/\S+$/i;
const ACL_WHOLE = /^(?:\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+|[A-Z]\d{2}-\d{4,5})$/i;
const OPENREVIEW_WHOLE = /^[\w-]{5,40}$/;
const PMID_WHOLE = /^[1-9]\d{0,8}$/;

/** No registry has longer ones, but a page can; looked at first, whichever way an id is read. */
const LONGEST_ID = 280;

type Reader = (text: string | undefined) => PaperId | undefined;

const fromArxiv: Reader = (text) => {
  if (!text || text.length > LONGEST_ID) return undefined;
  const id = ARXIV_WHOLE.exec(text.trim())?.[1]?.toLowerCase();
  // `math.GT/0309136` and `math/0309136` are one paper.
  return id ? (`arxiv:${id.replace(/\.[a-z-]+\//, '/')}` as PaperId) : undefined;
};

const fromAcl: Reader = (text) => {
  if (!text || text.length > LONGEST_ID || !ACL_WHOLE.test(text)) return undefined;
  // The old form is upper case, the new one lower; links are written both ways.
  return `acl:${/^[a-z]\d\d-/i.test(text) ? text.toUpperCase() : text.toLowerCase()}` as PaperId;
};

const fromDoi: Reader = (text) => {
  if (!text || text.length > LONGEST_ID) return undefined;
  const doi = trimSentence(text).toLowerCase();
  // Half of a character cannot stand in an address.
  if (!DOI_WHOLE.test(doi) || /\p{Surrogate}/u.test(doi)) return undefined;
  const arxiv = /^10\.48550\/arxiv\.(.+)$/.exec(doi)?.[1];
  if (arxiv) return fromArxiv(arxiv);
  return fromAcl(/^10\.18653\/v1\/(.+)$/.exec(doi)?.[1]) ?? (`doi:${doi}` as PaperId);
};

/** A DOI may end in a bracket of its own, but not in the sentence's punctuation. */
function trimSentence(text: string): string {
  let end = text.length;
  for (; end > 0; end--) {
    const last = text[end - 1] as string;
    const opener = { ')': '(', ']': '[' }[last];
    const inside = text.slice(0, end);
    if (opener && inside.split(opener).length >= inside.split(last).length) break;
    if (!/[.,;:!?'"”’)\]]/.test(last)) break;
  }
  return text.slice(0, end);
}

const fromOpenReview: Reader = (text) =>
  text && OPENREVIEW_WHOLE.test(text) ? (`openreview:${text}` as PaperId) : undefined;

const fromPmid: Reader = (text) =>
  text && PMID_WHOLE.test(text) ? (`pmid:${text}` as PaperId) : undefined;

/** Of ten digits or thirteen, the first of which are then 978; a book's check digit catches typing errors. */
const fromIsbn: Reader = (text) => {
  const digits = text && text.length < 30 ? text.replace(/[\s-]/g, '').toUpperCase() : '';
  if (/^\d{9}[\dX]$/.test(digits)) {
    const sum = [...digits].reduce((sum, c, i) => sum + (c === 'X' ? 10 : Number(c)) * (10 - i), 0);
    const body = `978${digits.slice(0, 9)}`;
    return sum % 11 === 0 ? (`isbn:${body}${checkDigit(body)}` as PaperId) : undefined;
  }
  const isValid = /^97[89]\d{10}$/.test(digits) && checkDigit(digits) === Number(digits[12]);
  return isValid ? (`isbn:${digits}` as PaperId) : undefined;
};

function checkDigit(digits: string): number {
  const sum = [...digits.slice(0, 12)].reduce((sum, c, i) => sum + Number(c) * (i % 2 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** The address without what does not tell papers apart: scheme, fragment, and where a reader came from. */
const fromPlace: Reader = (text) => {
  if (!text || text.length > LONGEST) return undefined;
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const known = fromUrl(address);
  const url = urlOf(address);
  if (known || !url) return known;
  for (const name of [...url.searchParams.keys()]) {
    if (/^(?:utm_\w+|fbclid|gclid)$/i.test(name)) url.searchParams.delete(name);
  }
  const path = url.pathname.replace(/\/+$/, '');
  // A site's front page, or a search, is no paper's.
  if ((!path && !url.search) || url.username || SEARCHES.test(url.host)) return undefined;
  // URL leaves these as they are, and BibTeX cannot: the address that comes back is of the same page.
  const place = (url.host + path + url.search).replace(/[\\^`{|}]/g, encodeURIComponent);
  return place.length > LONGEST_ID || /\s/.test(place) ? undefined : (`url:${place}` as PaperId);
};

const SEARCHES = /^(?:scholar\.google\.|www\.google\.|localhost\b|127\.)/;

const fromTitle: Reader = (text) =>
  text && /^[0-9a-f]{16}$/.test(text) ? (`title:${text}` as PaperId) : undefined;

const BY_PREFIX: Record<string, Reader> = {
  arxiv: fromArxiv,
  doi: fromDoi,
  openreview: fromOpenReview,
  acl: fromAcl,
  pmid: fromPmid,
  isbn: fromIsbn,
  url: fromPlace,
  title: fromTitle,
};

/** The paper of an arXiv id, in any usual spelling, with or without its version. */
export const arxivId: Reader = (text) => fromArxiv(text);

/** The paper of an address of arxiv.org: its page, its PDF, its HTML and whatever else shows it. */
export function arxivIdAt(address: string): PaperId | undefined {
  const path =
    /^https?:\/\/(?:[\w-]+\.)*arxiv\.org\/(?:abs|pdf|html|format|ps|e-print|src|tex|other)\/([^?#]+)/i;
  return fromArxiv(path.exec(address)?.[1]?.replace(/\.pdf$|\/+$/g, ''));
}

/** The paper of a DOI, bare or in an address or a label. */
export const doiId = (text: string): PaperId | undefined =>
  // Of an address, `%3C` is part of the DOI as `<`.
  fromDoi(DOI_IN_TEXT.exec(text.replace(/%3C/gi, '<').replace(/%3E/gi, '>'))?.[0]);

/** The book of an ISBN, with or without its hyphens. */
export const isbnId = (text: string): PaperId | undefined =>
  fromIsbn(/(?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dX]/i.exec(text.slice(0, LONGEST))?.[0]);

/** The paper of which nothing but its page is known; undefined for a site's front page or a search. */
export const placeId = (address: string): PaperId | undefined => fromPlace(address);

/**
 * The paper of which there is no more than a title, an author and a year: the same of the same words,
 * whatever their case, accents, signs and blanks. Undefined where a title stands alone: there are
 * too many of the name "Introduction".
 */
export function titleId(title: string, author: string, year: string): PaperId | undefined {
  const [words, name] = [title, author].map((text) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  );
  if (!words || !(name || year)) return undefined;
  return `title:${hash([words, name, year].join('|'))}` as PaperId;
}

/** Two times 32 bits of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), as hexadecimal digits. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x050c5d1f];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code ^ (a >>> 15), 0x01000193);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** `host` is without `www.`, `path` decoded and without its slashes at both ends. */
function fromAddress(
  host: string,
  path: string,
  idInQuery: () => string | undefined,
): PaperId | undefined {
  const after = (pattern: RegExp): string | undefined => pattern.exec(path)?.[1];
  if (/(?:^|\.)arxiv\.org$/.test(host) || /^ar5iv(\.labs\.arxiv)?\.org$/.test(host)) {
    const id = after(/^(?:abs|pdf|html|format|ps|e-print|src|tex|other)\/(.+)$/);
    return fromArxiv(id?.replace(/\.pdf$/, ''));
  }
  if (/^(?:hf\.co|huggingface\.co)$/.test(host)) {
    return fromArxiv(after(/^papers\/([^/]+)$/));
  }
  if (host === 'alphaxiv.org') {
    const id = after(/^(?:\w+\/)?(?:abs|pdf|overview|html)\/([^/]+)$/);
    return fromArxiv(id?.replace(/\.pdf$/, ''));
  }
  if (host === 'papers.cool') return fromArxiv(after(/^arxiv\/([^/]+)$/));
  if (/^(?:dx\.)?doi\.org$/.test(host)) return fromDoi(path);
  if (host === 'openreview.net') {
    return /^(?:forum|pdf|attachment)$/.test(path) ? fromOpenReview(idInQuery()) : undefined;
  }
  if (host === 'aclanthology.org') return fromAcl(path.replace(/\.(?:pdf|bib)$/, ''));
  // The page that an ISBN's own id has.
  if (host === 'openlibrary.org') return fromIsbn(after(/^isbn\/([^/]+)$/));
  if (host === 'pubmed.ncbi.nlm.nih.gov') return fromPmid(path);
  if (host === 'ncbi.nlm.nih.gov') return fromPmid(after(/^pubmed\/(\d+)$/));
  if (host === 'europepmc.org') return fromPmid(after(/^(?:article|abstract)\/med\/(\d+)$/i));
  if (/^(?:bio|med)rxiv\.org$/.test(host)) {
    const doi = after(/^content\/(?:biorxiv\/early\/[\d/]+\/)?(10\..+)$/);
    // `…735904v2.full.pdf` is a version and a rendering of the same paper.
    return fromDoi(doi?.replace(/v\d+(?:\.[a-z-]+)*$/, ''));
  }
  const doi =
    /(?:^|\/)(?:doi\/(?:abs\/|full\/|e?pdf\/)?|article\/|chapter\/)(10\.\d{4,9}\/.+)$/.exec(
      path,
    )?.[1];
  return fromDoi(doi);
}

/**
 * An address that URL takes as it stands, but for the case of its host: no port, escapes, query or
 * dots to follow. Nearly all of a reading list are such, and a URL for each, which belongs to the
 * page and not to the script, makes collecting the garbage of 100,000 of them stop the page.
 */
const PLAIN =
  /^https?:\/\/((?:[a-z\d]+(?:-[a-z\d]+)*\.)+[a-z]{2,})((?:\/(?:[\w~+-][\w.~+-]*)?)*)$/i;

/** Whether a text is an http or https address, and nothing else. */
export const isAddress = (text: string): boolean => PLAIN.test(text) || urlOf(text) !== undefined;

/** The parts of an http or https address; undefined of anything else. */
function urlOf(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined;
  try {
    // Node's `URL.canParse` says yes to "http://arኩiv.org/", of which its `URL` then throws.
    return new URL(text);
  } catch {
    return undefined;
  }
}

function fromUrl(text: string): PaperId | undefined {
  const [, plainHost, plainPath = ''] = PLAIN.exec(text) ?? [];
  const read = (host: string, path: string, idInQuery: () => string | undefined) =>
    fromAddress(host.replace(/^www\./, ''), path.replace(/^\/+|\/+$/g, ''), idInQuery);
  if (plainHost) return read(plainHost.toLowerCase(), plainPath, () => undefined);
  const url = urlOf(text);
  if (!url) return undefined;
  let path = url.pathname;
  try {
    path = decodeURIComponent(path);
  } catch {
    // A stray % is legal in an address; the path then stays as it is.
  }
  return read(url.hostname, path, () => url.searchParams.get('id') ?? undefined);
}

/**
 * The paper that a URL, an identifier in any usual spelling, or a text that holds one, speaks of.
 * Versions are dropped. Undefined where there is none; never throws.
 */
export function parseId(text: string): PaperId | undefined {
  const trimmed = text.trim();
  if (!trimmed || trimmed.length > LONGEST) return undefined;
  if (/^https?:\/\/\S+$/i.test(trimmed)) return fromUrl(trimmed);

  const prefixed = /^([a-z]+):\s*(\S+)$/i.exec(trimmed);
  const reader = BY_PREFIX[prefixed?.[1]?.toLowerCase() ?? ''];
  return (
    reader?.(prefixed?.[2]) ??
    fromArxiv(trimmed) ??
    fromDoi(trimmed) ??
    fromAcl(trimmed) ??
    (WITHOUT_SCHEME.test(trimmed) ? fromUrl(`https://${trimmed}`) : undefined) ??
    fromUrl(trimSentence(ADDRESS_IN_TEXT.exec(trimmed)?.[0] ?? '')) ??
    fromArxiv(ARXIV_IN_TEXT.exec(trimmed)?.[1]) ??
    fromDoi(DOI_IN_TEXT.exec(trimmed)?.[0]) ??
    fromPmid(/\bpmid:?\s*(\d{1,9})\b/i.exec(trimmed)?.[1]) ??
    fromArxiv(ARXIV_BARE.exec(trimmed)?.[1])
  );
}

/** Whether a value from outside is an id in its canonical spelling. */
export function isPaperId(value: unknown): value is PaperId {
  return typeof value === 'string' && parseId(value) === value;
}

/** `['arxiv', '2401.12345']` of `arxiv:2401.12345`. */
export function splitId(id: PaperId): [kind: string, local: string] {
  const colon = id.indexOf(':');
  return [id.slice(0, colon), id.slice(colon + 1)];
}

/** The paper's own public page. */
export function pageOf(id: PaperId): string {
  const [kind, local] = splitId(id);
  switch (kind) {
    case 'arxiv':
      return `https://arxiv.org/abs/${local}`;
    case 'openreview':
      return `https://openreview.net/forum?id=${local}`;
    case 'acl':
      return `https://aclanthology.org/${local}/`;
    case 'pmid':
      return `https://pubmed.ncbi.nlm.nih.gov/${local}/`;
    case 'isbn':
      return `https://openlibrary.org/isbn/${local}`;
    case 'url':
      return `https://${local}`;
    case 'title':
      return 'https://scholar.google.com/scholar';
    default:
      // `10.1002/(sici)1097#b` is one DOI: to an address, what follows the sign would be a fragment.
      return `https://doi.org/${encodeURI(local).replace(/[#?]/g, encodeURIComponent)}`;
  }
}

const RANK = ['arxiv', 'doi', 'acl', 'openreview', 'pmid', 'isbn', 'url', 'title'];

/** Orders the ids of one paper: the first one names its record. */
export function compareIds(a: PaperId, b: PaperId): number {
  return RANK.indexOf(splitId(a)[0]) - RANK.indexOf(splitId(b)[0]) || (a < b ? -1 : a > b ? 1 : 0);
}
