import { timeIn } from './checks';
import { noteOfHtml } from './html-note';
import type { MarkTime, NoteLine } from './reference';

/** "arXiv:1706.03762 [cs]", "PMID: 123": Zotero keeps in "Extra" what it has no field for. */
const NAMES_ID =
  /^(?:arxiv:\s*[\w.\-/]+(?:\s*\[[\w.,\s-]+\])?(?:\s*version:\s*\d+)?|pmid:\s*\d+|doi:\s*10\.\S+|_?eprint:\s*\S+)$/i;

/**
 * Whether Zotero wrote the line. Nobody types these by hand, so one that only repeats the paper's
 * own id is not part of the note.
 */
export const isZoteroLine = (line: string): boolean => /\]|version:|^_eprint:/i.test(line);

/** Other lines that Zotero keeps in "Extra", before what the user wrote. */
const BESIDE_ID =
  /^(?:PMCID|Citation Key|ISBN|ISSN|OCLC|ADS Bibcode|Publisher|Number|Type|Version|tex\.[\w.]{1,50}):/;

/** What databases write into the field for notes, which is no note of the user. */
const BY_DATABASE =
  /^(?:cited by:? ?:?\d+\s*$|export date: ?\d|coden: \S+|correspondence address:|times cited in |total times cited|cited reference count:|(?:last updated|copyright|date (?:created|completed|revised)|number of (?:pages|references)) - |proquest document id|subjectstermnotlitgenretext|accession number: .{1,200}(?:source|publication type|issn):)/i;
/** The same, of what a person could write about a paper that is not from Scopus. */
const BY_SCOPUS =
  /^(?:cited by|export date|coden|correspondence address|references|funding(?: details| text(?: \d+)?)?|tradenames|manufacturers|chemicals\/cas|molecular sequence numbers?|language of original document|abbreviated source title|pubmed id|conference (?:name|date|code|location)|sponsors?|isbn|issn) ?:/i;

/** Whether a database wrote a note, as the name of the database in the record may tell. */
export const isByDatabase = (note: string, database = ''): boolean =>
  BY_DATABASE.test(note.slice(0, 300)) ||
  (/scopus/i.test(database) && BY_SCOPUS.test(note.slice(0, 100)));

/** Rayyan adds its decisions to the end of a note (https://www.rayyan.ai). */
const RAYYAN = /(?:^|\|) {0,9}RAYYAN-[A-Z-]{1,40}:[^|\n]*(?:\|(?! {0,9}RAYYAN-) ?)?/gm;

/** "Read_Status: Read", as Zotero's plugin "Reading List" keeps it in "Extra". */
const READ_STATUS = /^read_status: *read$/i;
const READ_DATE = /^read_status_date: *(\S+)$/i;

/** What is in a note besides the user's own text. */
export interface SplitNote {
  readonly note: string;
  /** Lines that name an id; they are part of the note, too. */
  readonly idLines: readonly NoteLine[];
  /** When the paper was read, if the note says that it was. */
  readonly readAt: MarkTime | undefined;
}

/**
 * Takes a note apart, also one in HTML.
 * @param isSure tells whether a line that names an id is certainly about this paper; `isAtHead` says
 * that only other lines of this kind stand before it
 */
export function splitNote(
  text: string,
  isSure: (line: string, isAtHead: boolean) => boolean,
  readsHtml = true,
): SplitNote {
  let isAtHead = true;
  const idLines: NoteLine[] = [];
  const bare = text.replace(RAYYAN, '');
  const markdown = readsHtml ? noteOfHtml(bare) : bare;
  const all = markdown.split('\n').map((line) => line.trim());
  const isRead = all.some((line) => READ_STATUS.test(line));
  const date = isRead && all.map((line) => READ_DATE.exec(line)?.[1]).find(Boolean);
  for (const line of all) {
    const namesId = NAMES_ID.test(line);
    if (namesId) idLines.push({ line, isSure: isSure(line, isAtHead) });
    isAtHead &&= namesId || BESIDE_ID.test(line) || line.startsWith('Read_Status');
  }
  const isOwn = (line: string): boolean =>
    !READ_STATUS.test(line.trim()) && !READ_DATE.test(line.trim());
  const note = isRead ? markdown.split('\n').filter(isOwn).join('\n') : markdown;
  return { note: note.trim(), idLines, readAt: isRead ? (timeIn(date) ?? 'undated') : undefined };
}

/** Joins notes that were taken apart. */
export const joinSplit = (notes: readonly SplitNote[]): SplitNote => ({
  note: notes
    .map(({ note }) => note)
    .filter(Boolean)
    .join('\n\n'),
  idLines: notes.flatMap(({ idLines }) => idLines),
  readAt: notes.map(({ readAt }) => readAt).find((at) => at !== undefined),
});
