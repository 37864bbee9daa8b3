import type { PaperId } from '../paper/ids';
import type { IdChange, Mark, MarkChange, MarkPatch } from '../paper/mark';
import type { Paper } from '../paper/paper';

/**
 * All that a page or the overlay can ask of the background. Every answer to a request that writes
 * means: committed. A request can be sent twice (its answer may be lost with the worker): the second
 * time changes nothing.
 */
export interface Requests {
  /** The marks of the papers on a page, in one message: for each id its mark, or null. */
  marksOf(ids: readonly PaperId[]): (Mark | null)[];
  /** Changes what the patch names, and adds to the library what `paper` says that it did not know. */
  mark(paper: Paper, patch: MarkPatch): Mark;
  /** The same for many papers, in one transaction: all of it, or nothing. The marks in that order. */
  markAll(changes: readonly MarkChange[]): Mark[];
  /**
   * One patch on up to a thousand papers of the library, in one transaction. The marks in that order;
   * of what is not in the library (any more), an empty one whose `seq` is 0.
   */
  markIds(ids: readonly PaperId[], patch: MarkPatch): Mark[];
  /** The same with a patch for each: so Undo puts every star back at its own time. */
  markEach(changes: readonly IdChange[]): Mark[];
  /** Moves up to a thousand papers to the bin, where they are kept for thirty days. */
  remove(ids: readonly PaperId[]): null;
  /**
   * Puts up to a thousand papers back as they were when they were removed; what was marked anew
   * meanwhile is merged with it. The marks of those that are in the library now.
   */
  restore(ids: readonly PaperId[]): Mark[];
  /** Deletes what is in the bin, for good. How many papers that were. */
  emptyBin(): number;
  /**
   * Gives every paper that has the tag `from` the tag `to` instead; where there are papers with `to`
   * already, the two become one. In transactions of a thousand: stopped on the way, it is asked again.
   * The papers that changed.
   */
  renameTag(from: string, to: string): PaperId[];
  /** Takes a tag off every paper. The papers that changed. */
  deleteTag(name: string): PaperId[];
  /** Shows a tag in one of `TAG_COLOURS`, or in none. */
  colourTag(name: string, colour: string | null): null;
  /**
   * Remembers the citation keys that up to a thousand papers left with, and the pattern that they were
   * made by; a paper that has a key by that pattern keeps it.
   */
  rememberKeys(keys: readonly (readonly [id: PaperId, key: string])[], pattern: string): null;
  /** Remembers that up to a thousand papers are in Zotero now. */
  rememberSent(ids: readonly PaperId[]): null;
  /**
   * Brings up to a thousand entries of a file into the library, in one transaction, merged with what
   * is there: nothing that the library has gives way to less, both notes are kept, and a file that is
   * read twice changes nothing. Entries without `times` in their marks are of a foreign file.
   * @param id names the import for `undoImport`: the same for all its thousands
   * @param address where a list of `Entry` was laid (src/protocol/hand-over.ts)
   */
  importEntries(id: string, address: string): ImportAnswer;
  /**
   * Undoes a thousand papers of an import, the last first; what the reader changed since stays. How
   * many such steps are left: ask until there is none.
   */
  undoImport(id: string): number;
  /**
   * Makes a backup in the extension's own storage, which a restore does first. When it was made, in
   * ms since 1970: its name.
   * @param source that of the backup that is to be restored: it stays as long as this one
   */
  backUp(source?: number): number;
  /**
   * Makes up to a thousand papers exactly what they were in a backup. `remove` for all papers that are
   * not in the backup, and then this for all that are, makes the library exactly what it was. (Not
   * the other way round: what is put back can have a name that is another record's own until then.)
   * @param address as in `importEntries`
   * @param seq of the backup that was made before: a paper that was changed after it is left as it is,
   *   and is among the refused
   */
  putBack(address: string, seq?: number): PutBackAnswer;
  /**
   * Brings back up to ten thousand records of what papers had left with in a backup: their citation
   * keys, and whether they are in Zotero. Merged, or so that each paper has its key of then again.
   * @param address where a list of `Exported` was laid, as in `importEntries`
   */
  putBackExported(address: string, how: 'merge' | 'exactly'): null;
  /** Remembers that a backup was just written to a file. */
  fileWritten(): null;
  /** Whether the reader is reminded when no backup was written to a file for thirty days. */
  remindToBackUp(isOn: boolean): null;
  /** Returns where a paper was first seen; null if that is not known, or was on no site of Dogear's. */
  firstSeen(id: PaperId): FirstSeen | null;
  /** Returns whether the page at `address` was opened from a digest of any site, given its referrer. */
  cameFromDigest(referrer: string, address: string): boolean;
  /** Those of the papers of which the library knows no more than their id. */
  bareOf(ids: readonly PaperId[]): PaperId[];
  /** The tags in use, the most used first. */
  tags(): string[];
  /**
   * The papers that were on a digest when it was last visited, or null where it never was. A visit
   * within half an hour of the one before counts as the same.
   * @param digest the digest's address, without what only turns its pages
   */
  lastVisit(digest: string): PaperId[] | null;
  /** Remembers that these papers were on the digest, for the next visit. */
  visit(digest: string, ids: readonly PaperId[]): null;
  /** The style sheet of what the overlay puts into pages. */
  sheet(): string;
  /** Opens the options page, which a content script cannot. */
  openOptions(): null;
}

/**
 * What the overlay asks for. A content script lives in the process of the page that it is in: where
 * that page has broken out of its own confines, it can ask for whatever the overlay can. So the bin is
 * not to be emptied, nor the library put back or searched through, from there.
 */
export const FOR_CONTENT = [
  'marksOf',
  'markAll',
  'firstSeen',
  'cameFromDigest',
  'bareOf',
  'tags',
  'lastVisit',
  'visit',
  'sheet',
  'openOptions',
] as const satisfies readonly (keyof Requests)[];

/** The page on which a paper was first seen. */
export interface FirstSeen {
  readonly url: string;
  /** The name of the site, as it is shown. */
  readonly site: string;
}

/** What became of the entries of a request, by their places in it. */
export interface ImportAnswer {
  readonly added: readonly number[];
  readonly changed: readonly number[];
  /** The library knew all of it. */
  readonly same: readonly number[];
  readonly refused: readonly { readonly at: number; readonly reason: string }[];
}

export interface PutBackAnswer {
  readonly refused: ImportAnswer['refused'];
}

export type RequestName = keyof Requests;
export type Arguments<N extends RequestName> = Parameters<Requests[N]>;
export type Answer<N extends RequestName> = ReturnType<Requests[N]>;

/** How one request can fail, as its sender sees it. */
export type FailureCode =
  /** The request is not of the form above; nothing was written. */
  | 'invalid'
  /** The database cannot be opened; trying again may help. */
  | 'unavailable'
  /** The disk or the browser's quota is full; nothing was written. */
  | 'quota'
  /** The write was aborted; nothing was written. */
  | 'aborted'
  /** The extension was updated or removed under this page; only reloading the page helps. */
  | 'orphaned'
  /** Anything else. */
  | 'internal';

export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message);
  }
}
