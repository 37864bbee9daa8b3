/**
 * What can be wrong with a file. The data page has a message for each: the code, with `_` for `-`,
 * ends the message's key.
 */
export const PROBLEM_CODES = [
  // about the whole file
  'empty',
  'too-large',
  'binary',
  'unknown',
  'nothing',
  'zotero-rdf',
  'other-json',
  'other-xml',
  'crossref-xml',
  'mods',
  'refworks',
  'hayagriva',
  'spreadsheet',
  'document',
  'newer',
  'guessed-encoding',
  'damaged-encoding',
  // about an entry that is not read
  'unclosed',
  'broken',
  'too-deep',
  'no-id',
  'too-many',
  // about an entry that is read all the same
  'no-title',
  'trimmed',
  'bad-link',
  'bad-field',
  'duplicate',
  'disputed',
  'taken',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Something in a file that is not as it should be. */
export interface Problem {
  readonly code: ProblemCode;
  /** The title, field or first characters concerned, shortened; may be empty. */
  readonly detail: string;
}

/** A problem, and where in the file it is. */
export interface FileProblem extends Problem {
  /** Line number from 1; 0 for a problem of the whole file. */
  readonly line: number;
  /** Column number from 1, where it is known. */
  readonly column?: number;
}

/** Returns the first 80 characters of a text on one line, which are enough to find it by. */
export const excerpt = (text: string): string => {
  const line = text.slice(0, 200).replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
};
