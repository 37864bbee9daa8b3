/** The types of entries of BibTeX (btxdoc) and BibLaTeX (its manual, "Entry Types") beside CSL's. */
import type { CslType, TextField } from '../paper/publication';

/** The program that has to know a type: styles of classic `bibtex` know few, `biblatex` many. */
export type BibDialect = 'bibtex' | 'biblatex';

interface BibType {
  readonly csl?: CslType;
  /** The type that classic BibTeX has for it, if it does not know this one. */
  readonly classic?: string;
}

const type = (csl?: CslType, classic?: string): BibType => ({
  ...(csl && { csl }),
  ...(classic && { classic }),
});

/** Every type that one of the two knows. */
const BIB_TYPES: ReadonlyMap<string, BibType> = new Map(
  Object.entries({
    ...{ article: type('article-journal'), book: type('book'), booklet: type('pamphlet') },
    ...{ conference: type('paper-conference'), inbook: type('chapter') },
    ...{ incollection: type('chapter'), inproceedings: type('paper-conference') },
    ...{ manual: type('book'), mastersthesis: type('thesis') },
    ...{ misc: type('document') },
    ...{ phdthesis: type('thesis'), proceedings: type('book'), techreport: type('report') },
    ...{ unpublished: type('manuscript') },
    ...{ online: type('webpage', 'misc'), electronic: type('webpage', 'misc') },
    ...{ www: type('webpage', 'misc'), report: type('report', 'techreport') },
    ...{ thesis: type('thesis', 'phdthesis'), collection: type('book', 'book') },
    ...{ mvbook: type('book', 'book'), mvcollection: type('book', 'book') },
    ...{ mvproceedings: type('book', 'proceedings'), mvreference: type('book', 'book') },
    ...{ reference: type('book', 'book'), bookinbook: type('chapter', 'incollection') },
    ...{ suppbook: type('chapter', 'incollection') },
    ...{ suppcollection: type('chapter', 'incollection') },
    ...{ inreference: type('entry-encyclopedia', 'incollection') },
    ...{
      periodical: type('periodical', 'misc'),
      suppperiodical: type('article-journal', 'article'),
    },
    ...{ patent: type('patent', 'misc'), software: type('software', 'misc') },
    ...{ dataset: type('dataset', 'misc'), artwork: type('graphic', 'misc') },
    ...{ image: type('figure', 'misc'), audio: type('song', 'misc') },
    ...{ music: type('song', 'misc'), movie: type('motion_picture', 'misc') },
    ...{ video: type('motion_picture', 'misc'), performance: type('performance', 'misc') },
    ...{ review: type('review', 'article'), standard: type('standard', 'misc') },
    ...{ letter: type('personal_communication', 'misc'), legislation: type('legislation', 'misc') },
    ...{ jurisdiction: type('legal_case', 'misc'), legal: type('treaty', 'misc') },
  }),
);

/** The type of an entry for each of CSL's; `misc` and `online` for the others. */
const STANDARD: Partial<Record<CslType, readonly [bibtex: string, biblatex: string]>> = {
  ...{ 'article-journal': ['article', 'article'], 'article-magazine': ['article', 'article'] },
  ...{
    'article-newspaper': ['article', 'article'],
    'paper-conference': ['inproceedings', 'inproceedings'],
  },
  ...{ book: ['book', 'book'], chapter: ['incollection', 'incollection'] },
  ...{ classic: ['book', 'book'], collection: ['book', 'collection'] },
  ...{ 'entry-encyclopedia': ['incollection', 'inreference'] },
  ...{
    'entry-dictionary': ['incollection', 'inreference'],
    entry: ['incollection', 'inreference'],
  },
  ...{ manuscript: ['unpublished', 'unpublished'], pamphlet: ['booklet', 'booklet'] },
  ...{ report: ['techreport', 'report'], dataset: ['misc', 'dataset'] },
  ...{ software: ['misc', 'software'], patent: ['misc', 'patent'] },
  ...{ periodical: ['misc', 'periodical'], review: ['article', 'article'] },
  ...{ 'review-book': ['article', 'article'], webpage: ['misc', 'online'] },
  ...{ standard: ['misc', 'standard'], motion_picture: ['misc', 'movie'] },
  ...{ broadcast: ['misc', 'video'], song: ['misc', 'audio'], graphic: ['misc', 'artwork'] },
  ...{ figure: ['misc', 'image'], performance: ['misc', 'performance'], speech: ['misc', 'misc'] },
  ...{ legislation: ['misc', 'legislation'], legal_case: ['misc', 'jurisdiction'] },
  ...{ personal_communication: ['misc', 'letter'], document: ['misc', 'misc'] },
};

const isLesserThesis = (genre = ''): boolean =>
  /\b(?:master|magister|diplom|bachelor|m\.?\s?sc|b\.?\s?sc)/i.test(genre);

/** Returns CSL's type for one of BibTeX's, if that says anything. */
export const cslTypeOf = (
  bibType: string,
  fields: ReadonlyMap<string, string>,
): CslType | undefined => {
  if (bibType === 'article') {
    const kind = fields.get('entrysubtype') ?? '';
    if (/^(?:magazine|newspaper)$/i.test(kind)) {
      return `article-${kind.toLowerCase() as 'magazine' | 'newspaper'}`;
    }
  }
  return BIB_TYPES.get(bibType)?.csl;
};

/** Returns what an entry's type says of the genre: `PhD thesis`. */
export const genreOf = (bibType: string): string | undefined =>
  ({ phdthesis: 'PhD thesis', mastersthesis: "Master's thesis" })[bibType];

/** Returns the entry type that the file had, if a type of CSL does not give it back. */
export const oddTypeOf = (bibType: string, csl: CslType | undefined): string | undefined =>
  (csl && STANDARD[csl]?.includes(bibType)) || /^(?:phd|masters)thesis$|^thesis$/.test(bibType)
    ? undefined
    : bibType;

/**
 * Returns the type of an entry.
 * @param odd the type that a file once had for it, which counts as long as it is of the same CSL type
 */
export function bibTypeOf(
  csl: CslType,
  { genre, odd }: { readonly genre?: string | undefined; readonly odd?: string | undefined },
  dialect: BibDialect,
): string {
  const known = odd === undefined ? undefined : BIB_TYPES.get(odd);
  if (odd && known && (known.csl ?? csl) === csl) {
    return dialect === 'biblatex' ? odd : (known.classic ?? odd);
  }
  if (csl === 'thesis') {
    if (dialect === 'biblatex' && genre && !isKnownGenre(genre)) return 'thesis';
    return isLesserThesis(genre) ? 'mastersthesis' : 'phdthesis';
  }
  const standard = STANDARD[csl] ?? ['misc', 'misc'];
  return standard[dialect === 'bibtex' ? 0 : 1];
}

/** Whether an entry's type says the genre by itself. */
export const isKnownGenre = (genre: string): boolean =>
  /^(?:phd thesis|phdthesis|doctoral dissertation|master'?s thesis|mastersthesis|mathesis)$/i.test(
    genre,
  );

/**
 * Fields of BibTeX and BibLaTeX by CSL's names: what BibTeX calls each, what BibLaTeX does where that is another
 * name, and what else it is read from. How `volume` and `number` are read depends on the type.
 */
export const BIB_FIELDS: readonly {
  readonly csl: TextField;
  readonly bibtex: string;
  readonly biblatex?: string;
  readonly also?: string;
}[] = [
  { csl: 'page', bibtex: 'pages' },
  { csl: 'collection-title', bibtex: 'series' },
  { csl: 'edition', bibtex: 'edition' },
  { csl: 'chapter-number', bibtex: 'chapter' },
  { csl: 'publisher-place', bibtex: 'address', biblatex: 'location' },
  { csl: 'number-of-volumes', bibtex: 'volumes' },
  { csl: 'number-of-pages', bibtex: 'pagetotal' },
  { csl: 'event-title', bibtex: 'eventtitle' },
  { csl: 'event-place', bibtex: 'venue' },
  { csl: 'event-date', bibtex: 'eventdate' },
  { csl: 'version', bibtex: 'version' },
  { csl: 'status', bibtex: 'pubstate' },
  { csl: 'language', bibtex: 'language', also: 'langid' },
  { csl: 'ISSN', bibtex: 'issn' },
  { csl: 'PMCID', bibtex: 'pmcid' },
  { csl: 'title-short', bibtex: 'shorttitle' },
  { csl: 'container-title-short', bibtex: 'shortjournal' },
  { csl: 'original-title', bibtex: 'origtitle' },
  { csl: 'original-date', bibtex: 'origdate' },
  { csl: 'call-number', bibtex: 'library' },
  { csl: 'rights', bibtex: 'rights', also: 'copyright' },
  { csl: 'accessed', bibtex: 'urldate' },
];
