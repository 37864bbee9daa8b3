import type { Delivery } from '../paper/delivery';
import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import type { IdChange, Mark, MarkChange, MarkPatch } from '../paper/mark';
import type { Paper } from '../paper/paper';

/**
 * What the overlay, a content script, can ask the background for.
 *
 * A content script runs in the process of its page. A page that has broken out of its own confines can ask
 * for whatever the overlay can, so the requests that empty the bin, replace the library or search through
 * it are not among these.
 */
export interface ContentRequests {
  /** Returns the marks of the papers on a page, in one message: for each id its mark, or null. */
  marksOf(ids: readonly PaperId[]): (Mark | null)[];
  /**
   * Changes the marks of many papers in one transaction, all of them or none, and adds to the library what
   * each `paper` says that it did not know. Returns the marks in the same order.
   * @param delivery names the request, which is then done once only (src/protocol/outbox.ts)
   */
  markAll(changes: readonly MarkChange[], delivery?: Delivery): Mark[];
  /** Returns where a paper was first seen; null if that is not known, or was on no site of Dogear's. */
  firstSeen(id: PaperId): FirstSeen | null;
  /** Returns whether the page at `address` was opened from a digest of any site, given its referrer. */
  cameFromDigest(referrer: string, address: string): boolean;
  /** Returns those of the papers of which the library knows nothing but the id. */
  bareOf(ids: readonly PaperId[]): PaperId[];
  /** Returns the tags in use, the most used first. */
  tags(): string[];
  /**
   * Returns the papers that were on a digest when it was last visited; null if it never was. A visit within
   * half an hour of the one before counts as the same visit.
   * @param address the address of any page of the digest
   */
  lastVisit(address: string): PaperId[] | null;
  /** Remembers for the next visit that these papers were on the digest. */
  visit(address: string, ids: readonly PaperId[]): null;
  /** Remembers where the user was on a digest, for as long as the browser runs. */
  keepPlace(entry: string, place: Place): null;
  /**
   * Returns where the user was on a digest when it was left; null if that is not known.
   * @param entry names an entry in the history of a tab
   */
  placeOf(entry: string): Place | null;
  /** Returns the style sheet of what the overlay puts into pages. */
  sheet(): string;
  /** Opens the options page, which a content script cannot do. */
  openOptions(): null;
}

/** What the overlay can ask for on behalf of its tab, which the browser names. */
export interface TabRequests {
  /**
   * Keeps a step of Undo for the pages that come after this one in the tab.
   * @param id names the step, a UUID
   * @param inverse what undoes it
   */
  keepStep(id: string, inverse: readonly IdChange[]): null;
  /** Forgets a step that was taken back, or that was not done. */
  dropStep(id: string): null;
  /** Returns the kept steps of the tab, the newest last: at most 50, of the last day. */
  keptSteps(): KeptStep[];
  /** Takes a kept step back, and forgets it. One that is not kept any more changes nothing. */
  undoStep(id: string): null;
}

/** A step of Undo that was made on an earlier page of a tab. */
export interface KeptStep {
  readonly id: string;
  /** Number of papers that it has changed. */
  readonly papers: number;
}

/** The page on which a paper was first seen. */
export interface FirstSeen {
  readonly url: string;
  /** The name of the site on screen. */
  readonly site: string;
}

/** A place on a digest. */
export interface Place {
  /** The paper that is first in view. */
  readonly id: PaperId;
  /** How far its card is from the top of the window, in CSS pixels. */
  readonly top: number;
  /** The paper with the focus, as one has that was just opened. */
  readonly opened?: PaperId | undefined;
}

/** What the popup and the list page can ask for: marks, the bin, tags, and what is kept about exports. */
export interface ListRequests {
  /** Changes the mark of a paper, and adds to the library what `paper` says that it did not know. */
  mark(paper: Paper, patch: MarkPatch, delivery?: Delivery): Mark;
  /**
   * Applies one patch to up to a thousand papers of the library, in one transaction. Returns the marks in
   * the same order; for a paper that is not in the library (any more), an empty one whose `seq` is 0.
   */
  markIds(ids: readonly PaperId[], patch: MarkPatch, delivery?: Delivery): Mark[];
  /** Does the same with a patch for each paper, so that Undo restores every star with its own time. */
  markEach(changes: readonly IdChange[], delivery?: Delivery): Mark[];
  /**
   * Replaces what is known of a publication: its type, venue, date, key and fields. Returns the mark, or
   * the key if that is another paper's and nothing was changed, or null if the paper is not there.
   */
  editPublication(id: PaperId, facts: PublicationFacts): Mark | string | null;
  /** Moves up to a thousand papers to the bin, where they are kept for thirty days. */
  remove(ids: readonly PaperId[]): null;
  /**
   * Puts up to a thousand papers back as they were when they were removed; what was marked again meanwhile
   * is merged with that. Returns the marks of those that are in the library now.
   */
  restore(ids: readonly PaperId[]): Mark[];
  /** Deletes the papers in the bin for good. Returns how many there were. */
  emptyBin(): number;
  /**
   * Replaces the tag `from` by the tag `to` on every paper; papers that have `to` already make the two one
   * tag. Works in transactions of a thousand papers: if it is interrupted, ask again. Returns the papers
   * that changed.
   */
  renameTag(from: string, to: string): PaperId[];
  /** Takes a tag off every paper. Returns the papers that changed. */
  deleteTag(name: string): PaperId[];
  /** Shows a tag in one of `TAG_COLOURS`, or in none. */
  colourTag(name: string, colour: string | null): null;
  /**
   * Remembers the citation keys with which up to a thousand papers were exported, and the pattern that made
   * the keys. A paper that has a key made by that pattern keeps it.
   */
  rememberKeys(keys: readonly (readonly [id: PaperId, key: string])[], pattern: string): null;
  /** Remembers that up to a thousand papers are in Zotero now. */
  rememberSent(ids: readonly PaperId[]): null;
  /** Remembers that a backup was just written to a file. */
  fileWritten(): null;
  /** Sets whether the user is reminded when no backup was written to a file for thirty days. */
  remindToBackUp(isOn: boolean): null;
}

/** What the page of the user's data can ask for: import, backup and restore. */
export interface DataRequests {
  /**
   * Brings up to a thousand entries of a file into the library, in one transaction. They are merged with
   * what is there: nothing gives way to less, both notes are kept, and a file that is read twice changes
   * nothing. Entries whose marks have no `times` come from another program's file.
   * @param id names the import for `undoImport`: the same for all its thousands
   * @param address the object URL of a list of `Entry` (src/protocol/json-url.ts)
   */
  importEntries(id: string, address: string): ImportAnswer;
  /**
   * Undoes a thousand papers of an import, the last ones first; what the user has changed since stays.
   * Returns how many such steps are left: ask until there are none.
   */
  undoImport(id: string): number;
  /**
   * Makes a backup in the extension's own storage, which comes before a restore. Returns when it was made,
   * in ms since 1970, which is its name.
   * @param source names the backup that is to be restored: it is kept as long as this one
   */
  backUp(source?: number): number;
  /**
   * Makes up to a thousand papers exactly what they were in a backup. `remove` for all papers that are not
   * in the backup, followed by this for all that are, makes the library exactly what it was. (The order
   * matters: until then, what is put back can have a name that belongs to another record.)
   * @param address as in `importEntries`
   * @param seq of the backup that was made before: a paper that was changed after it is left as it is and
   *   is among the refused
   */
  putBack(address: string, seq?: number): PutBackAnswer;
  /**
   * Puts back up to ten thousand records of a backup about exports: citation keys, and whether the papers
   * are in Zotero. They are merged with what is there, or replace it exactly.
   * @param address the object URL of a list of `Exported`, as in `importEntries`
   */
  putBackExported(address: string, how: 'merge' | 'exactly'): null;
}

/** What a popup asks for that has no library of its own to read (src/protocol/own-page.ts). */
export interface ReadRequests {
  /** Returns the papers of a list, the last marked first, at most so many. */
  firstEntries(list: ListName, most: number): Entry[];
  /** Returns what the library has under these canonical ids, in their order, or null. */
  entriesOf(ids: readonly PaperId[]): (Entry | null)[];
  /** Returns a paper, looked up by any of its ids, or null. */
  entryOf(id: PaperId): Entry | null;
  countLists(): ListCounts;
  /** Returns how many papers are found, and the first of them, at most so many. */
  find(search: ListSearch, most: number): { total: number; ids: PaperId[] };
}

/** What the user can change of a publication; what is absent is taken away. */
export type PublicationFacts = Pick<Paper, 'type' | 'venue' | 'published' | 'key' | 'fields'>;

/** The two lists of the popup: what was starred, and what was marked "Not for me". */
export type ListName = 'starred' | 'dismissed';

/** How many papers each list has, and the paper whose note was written last, or null. */
export interface ListCounts extends Readonly<Record<ListName, number>> {
  readonly noted: Entry | null;
}

/** What to find in a list, and in which order. */
export interface ListSearch {
  readonly list: ListName;
  /** The query, as it was typed. */
  readonly text: string;
  readonly unreadOnly: boolean;
  readonly order: 'best' | 'starred' | 'added' | 'published' | 'read' | 'title';
}

/**
 * All requests to the background. An answer to a request that writes means that it is committed. A request
 * can be sent twice, since its answer may be lost with the worker: the second time changes nothing.
 */
export interface Requests
  extends ContentRequests,
    TabRequests,
    ListRequests,
    ReadRequests,
    DataRequests {}

/** What became of the entries of a request, by their positions in it. */
export interface ImportAnswer {
  readonly added: readonly number[];
  readonly changed: readonly number[];
  /** The library knew everything in these entries. */
  readonly same: readonly number[];
  readonly refused: readonly { readonly at: number; readonly reason: string }[];
}

export interface PutBackAnswer {
  readonly refused: ImportAnswer['refused'];
}

export type RequestName = keyof Requests;
export type Arguments<N extends RequestName> = Parameters<Requests[N]>;
export type Answer<N extends RequestName> = ReturnType<Requests[N]>;

/** How a request can fail, as its sender sees it. */
export type FailureCode =
  /** The request is malformed; nothing was written. */
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
