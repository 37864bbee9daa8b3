/** What is known of a publication beside what cards show: its type, and fields as bibliographies have them. */

import { isBalanced } from './braces';

/** The types of CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types). */
export const CSL_TYPES = [
  ...['article', 'article-journal', 'article-magazine', 'article-newspaper', 'bill', 'book'],
  ...['broadcast', 'chapter', 'classic', 'collection', 'dataset', 'document', 'entry'],
  ...['entry-dictionary', 'entry-encyclopedia', 'event', 'figure', 'graphic', 'hearing'],
  ...['interview', 'legal_case', 'legislation', 'manuscript', 'map', 'motion_picture'],
  ...['musical_score', 'pamphlet', 'paper-conference', 'patent', 'performance', 'periodical'],
  ...['personal_communication', 'post', 'post-weblog', 'regulation', 'report', 'review'],
  ...['review-book', 'software', 'song', 'speech', 'standard', 'thesis', 'treaty', 'webpage'],
] as const;
export type CslType = (typeof CSL_TYPES)[number];

export const isCslType = (value: unknown): value is CslType =>
  (CSL_TYPES as readonly unknown[]).includes(value);

/** Fields that hold one line of text, in the order in which they are shown. */
export const TEXT_FIELDS = [
  ...(['volume', 'issue', 'page', 'number', 'publisher', 'publisher-place', 'edition'] as const),
  ...(['collection-title', 'collection-number', 'number-of-volumes', 'number-of-pages'] as const),
  ...(['chapter-number', 'section', 'event-title', 'event-place', 'event-date', 'genre'] as const),
  ...(['medium', 'version', 'status', 'language', 'ISSN', 'ISBN', 'PMCID'] as const),
  ...(['title-short', 'container-title-short', 'original-title', 'original-date'] as const),
  ...(['archive', 'archive_location', 'call-number', 'source', 'rights', 'accessed'] as const),
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** Fields that hold names as displayed, "Given Family", in order. */
export const NAME_FIELDS = [
  'editor',
  'collection-editor',
  'container-author',
  'translator',
] as const;
export type NameField = (typeof NAME_FIELDS)[number];

/**
 * Fields of a publication under CSL's names; texts are on one line, TeX kept as written. Pages have one
 * hyphen between them, `12-34`. Where a work is in no journal or book, its venue is its publisher, and
 * `publisher` is absent.
 */
export type PaperFields = { readonly [K in TextField]?: string } & {
  readonly [K in NameField]?: readonly string[];
};

/** What only BibTeX knows of an entry. */
export interface BibtexFacts {
  /** The entry's type in lower case, where the CSL type does not say it: `manual`. */
  readonly type?: string;
  /** Fields that have no CSL name, by their names in lower case: TeX as written, in balanced braces. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** The limits of these, in characters and items. */
export const MOST_FIELDS = {
  text: 2_000,
  name: 500,
  names: 1_000,
  key: 200,
  bibtexType: 50,
  bibtexFields: 100,
  bibtexName: 60,
  /** All fields of an entry together. */
  bibtexText: 50_000,
} as const;

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= most;

export const isTextField = (name: string): name is TextField =>
  (TEXT_FIELDS as readonly string[]).includes(name);
export const isNameField = (name: string): name is NameField =>
  (NAME_FIELDS as readonly string[]).includes(name);

/** Returns whether a value from anywhere can be that of a field. */
export function isFieldValue(name: string, value: unknown): boolean {
  if (isTextField(name)) return isText(value, MOST_FIELDS.text) && !/[\r\n]/.test(value);
  if (!isNameField(name) || !Array.isArray(value)) return false;
  return (
    value.length > 0 &&
    value.length <= MOST_FIELDS.names &&
    value.every((one) => isText(one, MOST_FIELDS.name))
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]';

export const isPaperFields = (value: unknown): value is PaperFields =>
  isRecord(value) && Object.entries(value).every(([name, one]) => isFieldValue(name, one));

const FIELD_NAME = /^[a-z][a-z0-9_.:+/-]*$/;

/** Returns whether a name can be that of a field of BibTeX. */
export const isBibtexName = (name: string): boolean =>
  name.length <= MOST_FIELDS.bibtexName && FIELD_NAME.test(name);

export function isBibtexFacts(value: unknown): value is BibtexFacts {
  if (!isRecord(value)) return false;
  const { type, fields, ...others } = value;
  if (Object.keys(others).length > 0) return false;
  const isType = isText(type, MOST_FIELDS.bibtexType) && /^[a-z][a-z0-9_-]*$/.test(type);
  if (type !== undefined && !isType) return false;
  if (fields === undefined) return true;
  if (!isRecord(fields)) return false;
  const all = Object.entries(fields);
  const size = all.reduce((sum, [, text]) => sum + String(text).length, 0);
  return (
    all.length <= MOST_FIELDS.bibtexFields &&
    size <= MOST_FIELDS.bibtexText &&
    all.every(([name, text]) => isBibtexName(name) && isText(text, size) && isBalanced(text))
  );
}

/**
 * Returns whether a text can be a citation key: one that BibTeX, biber and `\cite` take, and that a file
 * of ours gives back. Blanks, commas, braces and TeX's own signs would end it.
 */
export const isCitationKey = (value: unknown): value is string =>
  isText(value, MOST_FIELDS.key) && /^[^\s\p{C},{}"#%\\~()='^$<>&]+$/u.test(value);

/** Types that say little: the work that a file calls so may be known better from another. */
const GENERIC: ReadonlySet<CslType | undefined> = new Set(['article', 'document', 'webpage']);

/** Returns the better of two types, the known one unless it says little. */
export const betterType = (
  known: CslType | undefined,
  other: CslType | undefined,
): CslType | undefined => (known && !(GENERIC.has(known) && other) ? known : (other ?? known));
