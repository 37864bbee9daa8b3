import type { PaperFields } from '../../paper/publication';

/** Fields of a publication as a file has them; one that is empty or not valid is left out. */
export type ReferenceFields = {
  readonly [K in keyof PaperFields]?: PaperFields[K] | '' | undefined;
};

/** A paper as a file describes it; nothing of it has been checked. */
export interface Reference {
  /** The file's own name for it: a citation key, or an id that only this file knows. */
  readonly key?: string | undefined;
  /** Whether `key` is a citation key, which documents cite. */
  readonly isCited?: boolean | undefined;
  /** CSL's type. */
  readonly type?: string | undefined;
  readonly fields?: ReferenceFields | undefined;
  /** Type and fields of BibTeX that have no other place. */
  readonly bibtex?:
    | { readonly type?: string | undefined; readonly fields: ReadonlyMap<string, string> }
    | undefined;
  /** Undefined if the file has no titles at all. */
  readonly title?: string | undefined;
  /** Whether the title is enough to know the paper by, as in a table that has nothing else. */
  readonly isKnownByTitle?: boolean | undefined;
  /** Names as displayed, "Given Family". */
  readonly authors?: readonly string[] | undefined;
  /** Whether the list of authors ends in "and others". */
  readonly hasMoreAuthors?: boolean | undefined;
  readonly authorCount?: number | undefined;
  readonly abstract?: string | undefined;
  /** The date in any form: "2017-06", "June 2017". */
  readonly date?: string | undefined;
  readonly venue?: string | undefined;
  readonly categories?: readonly string[] | undefined;
  /**
   * Texts that may hold an id (a DOI, an address, "arXiv:1706.03762 [cs]"), and lines of the note
   * that do.
   */
  readonly ids?: readonly (string | NoteLine | undefined)[] | undefined;
  /** The ISBN of the work itself, not of the book that a chapter is in. */
  readonly isbn?: string | undefined;
  /** Addresses of the paper's page, best first. */
  readonly pages?: readonly (string | undefined)[] | undefined;
  readonly pdf?: string | undefined;
  readonly code?: string | undefined;
  readonly note?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** Milliseconds since 1970, as are the next three. */
  readonly starredAt?: MarkTime | undefined;
  readonly readAt?: MarkTime | undefined;
  readonly dismissedAt?: MarkTime | undefined;
  readonly addedAt?: number | undefined;
  /** The program that wrote the file, recorded in place of a site: `zotero`. */
  readonly from?: string | undefined;
}

/** A time, or `undated` where a file says that something is marked, and not since when. */
export type MarkTime = number | 'undated';

/**
 * A line of a note that names an id. A program may have written it, or the user, about another
 * paper.
 */
export interface NoteLine {
  readonly line: string;
  /**
   * Whether the line is about this paper even if a field names another id, as most lines of
   * Zotero's "Extra" are.
   */
  readonly isSure: boolean;
}
