/** The types of records of RIS beside CSL's (https://en.wikipedia.org/wiki/RIS_(file_format)). */
import type { CslType } from '../paper/publication';

/** The type that is written, and the others that are read, for each of CSL's. */
const TYPES: Partial<Record<CslType, string>> = {
  // Zotero does not know UNPB, and would take a preprint for an article; Citation.js knows no UNPD.
  ...{ article: 'INPR UNPB UNPD', 'article-journal': 'JOUR EJOUR JFULL ABST' },
  ...{ 'article-magazine': 'MGZN', 'article-newspaper': 'NEWS', bill: 'BILL UNBILL' },
  ...{ book: 'BOOK EBOOK EDBOOK', classic: 'CLSWK ANCIENT', chapter: 'CHAP ECHAP' },
  ...{ 'paper-conference': 'CONF CPAPER', report: 'RPRT GOVDOC', thesis: 'THES' },
  ...{ dataset: 'DATA DBASE AGGR', software: 'COMP', webpage: 'ELEC WEB', patent: 'PAT' },
  ...{ manuscript: 'MANSCPT', pamphlet: 'PAMP', collection: 'SER', periodical: 'SER' },
  ...{ 'entry-dictionary': 'DICT', 'entry-encyclopedia': 'ENCYC', 'post-weblog': 'BLOG' },
  ...{ standard: 'STAND', legal_case: 'CASE', legislation: 'STAT', hearing: 'HEAR' },
  ...{ map: 'MAP', motion_picture: 'MPCT', broadcast: 'VIDEO', song: 'SOUND MUSIC' },
  ...{ musical_score: 'MUSIC', graphic: 'ART', figure: 'FIGURE CHART', speech: 'SLIDE' },
  ...{ personal_communication: 'PCOMM', interview: 'PCOMM', post: 'ICOMM', document: 'GEN' },
};

const CSL_BY_RIS = new Map<string, CslType>();
for (const [csl, names] of Object.entries(TYPES)) {
  for (const name of names.split(' ')) {
    if (!CSL_BY_RIS.has(name)) CSL_BY_RIS.set(name, csl as CslType);
  }
}

/** Returns CSL's type for one of RIS; `GEN` says nothing. */
export const cslTypeOfRis = (type: string): CslType | undefined =>
  type === 'GEN' ? undefined : CSL_BY_RIS.get(type);

export const risTypeOf = (type: CslType): string => TYPES[type]?.split(' ')[0] ?? 'GEN';

/**
 * Words that ProCite put before the first colon of a note, which Zotero still takes for a field's name
 * (RIS.js, `proCiteMap`).
 */
const PROCITE = [
  'Call Number|Edition|ISBN|Language|Publisher Name|Series Title|Proceedings Title|Volume ID|Issue ID',
  'Issue Identification|Series Volume ID|Scale|Place of Publication|Histroy|Size|Record ID',
  'Record Number|Notes|Connective Phrase|Extent of Work|Packaging Method',
  'Author, (?:Subsidiary|Monographic)|(?:Artist|Series Editor|Editor/Compiler|Cartographer|Composer) Role',
  '(?:Producer|Director|Performer|Author) Role',
].join('|');
const FIELD_IN_NOTE = new RegExp(`(?<![A-Za-z,])(${PROCITE})( *):`, 'g');
const GUARDED_FIELD = new RegExp(`(?<![A-Za-z,])(${PROCITE})( *) :`, 'g');

/** Returns a note with a blank before the colon of each such word. */
export const guardFields = (note: string): string => note.replace(FIELD_IN_NOTE, '$1$2 :');

/** Returns a note without the blanks that `guardFields` put there. */
export const unguardFields = (note: string): string => note.replace(GUARDED_FIELD, '$1$2:');

/** A shorter line of a note ends it in JabRef, and an empty one ends the record for others. */
const SHORTEST_LINE = 6;

/** Returns a line of a note, long enough. */
export const fillLine = (line: string): string => line.padEnd(SHORTEST_LINE);

/** Returns a line without the blanks with which `fillLine` fills it. */
export const unfillLine = (line: string): string =>
  line.length === SHORTEST_LINE ? line.trimEnd() : line;

/** Zotero cuts a text where HTML would have a tag: a mark that is not seen stands before the letter. */
export const guardTags = (text: string): string => text.replace(/<(?=[A-Za-z/!?])/g, '<\u2060');
export const unguardTags = (text: string): string => text.replaceAll('<\u2060', '<');
