import type { NoteLine } from './reference';

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

/** Matches what Scopus writes into the field for notes. */
export const SCOPUS_NOTE = /^(?:cited by ?:|export date:)/i;

/**
 * Returns a note, and those of its lines that name an id.
 * @param isSure tells whether such a line is certainly about this paper; `isAtHead` says that only
 * other lines of this kind stand before it
 */
export function splitNote(
  text: string,
  isSure: (line: string, isAtHead: boolean) => boolean,
): { note: string; idLines: NoteLine[] } {
  let isAtHead = true;
  const idLines: NoteLine[] = [];
  for (const line of text.split('\n').map((line) => line.trim())) {
    const namesId = NAMES_ID.test(line);
    if (namesId) idLines.push({ line, isSure: isSure(line, isAtHead) });
    isAtHead &&= namesId || BESIDE_ID.test(line);
  }
  return { note: text.trim(), idLines };
}
