import { type IdKind, LONGEST_ID, type PaperId } from './kind';

const NEW = String.raw`\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}`;
// Old style: archive, an optional subject class that arXiv itself ignores, seven digits.
const OLD = String.raw`[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z-]{2,})?\/\d{7}`;
const EITHER = `(?:${NEW}|${OLD})`;
const WHOLE = new RegExp(`^(${EITHER})(?:v\\d+)?$`, 'i');
// Bundlers keep a template, whose values might have a `toString` of their own, unless a pure call has it.
const LABELLED = /* @__PURE__ */ (() =>
  new RegExp(`\\barxiv[:\\s./]\\s*(${EITHER})(?:v\\d+)?(?![\\d/])`, 'i'))();
const BARE = /* @__PURE__ */ (() =>
  new RegExp(`(?<![\\d./])(${NEW})(?:v\\d+)?(?![\\d/]|\\.\\d)`))();

/** The kinds of pages of arxiv.org that show one paper, as they stand in its paths. */
const PAGES = 'abs|pdf|html|format|ps|e-print|src|tex|other';
const ON_ARXIV = /* @__PURE__ */ (() => new RegExp(`^(?:${PAGES})\\/(.+)$`))();
const ARXIV_ADDRESS = new RegExp(
  `^https?:\\/\\/(?:[\\w-]+\\.)*arxiv\\.org\\/(?:${PAGES})\\/([^?#]+)`,
  'i',
);

/** Sites that show arXiv's papers, and the part of their paths that is the id. */
const MIRRORS: readonly [host: RegExp, path: RegExp][] = [
  [/(?:^|\.)arxiv\.org$|^ar5iv(?:\.labs\.arxiv)?\.org$/, ON_ARXIV],
  [/^(?:hf\.co|huggingface\.co)$/, /^papers\/([^/]+)$/],
  [/^alphaxiv\.org$/, /^(?:\w+\/)?(?:abs|pdf|overview|html)\/([^/]+)$/],
  [/^papers\.cool$/, /^arxiv\/([^/]+)$/],
];

const HOSTS = /* @__PURE__ */ new RegExp(
  /* @__PURE__ */ MIRRORS.map(([host]) => host.source).join('|'),
);

/**
 * `arxiv:2401.12345`, or `arxiv:math/0309136` in the old style. Versions are dropped.
 * Source of the form: https://info.arxiv.org/help/arxiv_identifier.html
 */
export const arxiv: IdKind = {
  prefix: 'arxiv',
  parse: arxivId,
  isBare: true,
  findInText: (text) => arxivId(LABELLED.exec(text)?.[1]),
  guessInText: (text) => arxivId(BARE.exec(text)?.[1]),
  hosts: HOSTS,
  parseAddress({ host, path }) {
    const id = MIRRORS.find(([mirror]) => mirror.test(host))?.[1].exec(path)?.[1];
    return arxivId(id?.replace(/\.pdf$/, ''));
  },
  pageOf: (local) => `https://arxiv.org/abs/${local}`,
};

/** Returns the id of an arXiv paper, in any usual spelling, with or without its version. */
export function arxivId(text: string | undefined): PaperId | undefined {
  if (!text || text.length > LONGEST_ID) return undefined;
  const id = WHOLE.exec(text.trim())?.[1]?.toLowerCase();
  // `math.GT/0309136` and `math/0309136` are one paper.
  return id ? (`arxiv:${id.replace(/\.[a-z-]+\//, '/')}` as PaperId) : undefined;
}

/**
 * Returns the number of an arXiv paper with the zeros at its ends that a spreadsheet drops, which takes
 * it for a decimal, in some countries with a comma. It has five digits behind the point from January
 * 2015 on, and four before. Any other text is returned as it is.
 */
export function mendArxivNumber(text: string): string {
  const [, month, paper] = /^\s*(\d{3,4})[.,](\d{1,5})\s*$/.exec(text) ?? [];
  if (!month || !paper) return text;
  const since = month.padStart(4, '0');
  return `${since}.${paper.padEnd(since < '1501' ? 4 : 5, '0')}`;
}

/** Returns the paper of an address of arxiv.org: its page, its PDF, its HTML or anything else of it. */
export const arxivIdAt = (address: string): PaperId | undefined =>
  arxivId(ARXIV_ADDRESS.exec(address)?.[1]?.replace(/\.pdf$|\/+$/g, ''));
