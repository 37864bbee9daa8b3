import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import type { Stamp } from '../paper/clock';
import type { PaperId } from '../paper/ids';
import type { Mark } from '../paper/mark';
import type { Paper } from '../paper/paper';

/** The stores. A mark that is not starred has no key in `by-starred`, and so on. */
export interface Schema extends DBSchema {
  /** Keyed by canonical id. */
  papers: { key: PaperId; value: Paper };
  /** Keyed by canonical id. */
  marks: {
    key: PaperId;
    value: Mark;
    indexes: {
      'by-starred': number;
      'by-read': number;
      'by-seq': number;
      'by-dismissed': number;
      /** The stamp of the note's last change. */
      'by-noted': string;
      /** One key for each of a mark's tags. */
      'by-tag': string;
    };
  };
  /** Maps another id of a paper to its canonical id. */
  aliases: { key: PaperId; value: PaperId; indexes: { 'by-canonical': PaperId } };
  /** The papers last seen on a digest, keyed by the digest's address. */
  visits: { key: string; value: Visit };
  /** Removed papers, until the bin is emptied, keyed by canonical id. */
  bin: {
    key: PaperId;
    value: Removed;
    indexes: {
      'by-removed': number;
      'by-seq': number;
      /** One key for each of the paper's ids. */
      'by-any-id': PaperId;
    };
  };
  /** How a tag is shown, keyed by its name; most tags have no record. */
  tags: { key: string; value: TagRecord };
  /** The changes of an import, up to a thousand papers a record, so that it can be undone. */
  imports: { key: [string, number]; value: ImportRecord; indexes: { 'by-size': [number, number] } };
  /** The library's own backups, keyed by the time each was made. */
  backups: { key: number; value: Backup };
  /** The gzipped contents of the backups, keyed by the SHA-256 of the text. */
  chunks: { key: string; value: ArrayBuffer };
  /** One record, about the backups that the user wrote to files. */
  files: { key: 'backup'; value: FileRecord };
  /** Facts to remember about exported papers, keyed by canonical id. */
  exported: { key: PaperId; value: StoredExported; indexes: { 'by-key-name': string } };
  /** The search index (index/README.md); it can be made again from papers and marks. */
  search: { key: string; value: unknown };
  /**
   * Under `clock` this machine's clock and change sequence, a `ClockRecord`; under `sender:…` the number of the
   * last request of a page, a `DeliveryRecord`; under `looks` when the clock was read, a `LooksRecord`.
   */
  meta: { key: string; value: ClockRecord | DeliveryRecord | LooksRecord };
}

export interface ClockRecord {
  /** This machine's id. */
  readonly node: string;
  /** The last stamp that was given; absent before the first change. */
  readonly last?: Stamp;
  /** The number of the last change. */
  readonly seq: number;
}

/** The last request of one sender to change marks (src/paper/delivery.ts). */
export interface DeliveryRecord {
  readonly n: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** When the clock was read before something was deleted for its age (trusted-time.ts). */
export interface LooksRecord {
  /** Milliseconds since 1970. */
  readonly last: number;
  /** The last time on a day before that of `last`, in milliseconds since 1970; 0 where there was none. */
  readonly before: number;
}

/**
 * A paper that was removed, whole, so that it can be restored. If it was marked again meanwhile, it
 * is in the library too, and the later `seq` tells which of the two counts.
 */
export interface Removed {
  readonly id: PaperId;
  /** Every id of the paper. */
  readonly ids: readonly PaperId[];
  /** Absent if only the mark was there (a damaged disk). */
  readonly paper?: Paper;
  readonly mark: Mark;
  /** Milliseconds since 1970. */
  readonly removedAt: number;
  /** From the same sequence as the marks, so that those who follow it learn of the removal. */
  readonly seq: number;
  /**
   * Set if nothing can be restored: the bin was emptied, an import was undone, or the record was
   * merged into another. The record then only tells those who follow the sequence.
   */
  readonly isGone?: true;
}

/** Facts about a tag other than its papers. */
export interface TagRecord {
  readonly name: string;
  /** The name of a colour in `TAG_COLOURS` (src/paper/mark.ts). */
  readonly colour?: string;
}

/** Facts to remember about an exported paper. */
export interface Exported {
  readonly id: PaperId;
  /** The citation key it was given; kept, because documents may cite it. */
  readonly citationKey?: string;
  /** The pattern that the key was made by; absent if a file or the user gave it, whatever the pattern. */
  readonly keyPattern?: string;
  /** When it was sent to Zotero, in milliseconds since 1970. */
  readonly zoteroAt?: number;
}

export interface StoredExported extends Exported {
  /** The citation key in lower case, by which it is found. */
  readonly keyName?: string;
}

/** The changes of one transaction of an import. */
export interface ImportRecord {
  /** Name of the import, chosen by the page. */
  readonly id: string;
  /** Number of the transaction within the import, from 0. */
  readonly part: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Number of images, which the index `by-size` tells without reading them. */
  readonly size: number;
  readonly images: readonly RecordImages[];
}

/** The before and after images of one record; a half that is absent did not exist. */
export interface RecordImages {
  readonly id: PaperId;
  readonly before: { readonly paper?: Paper; readonly mark?: Mark };
  readonly after: { readonly paper?: Paper; readonly mark?: Mark };
}

export interface FileRecord {
  /** When the last file was written, in milliseconds since 1970; absent if none was. */
  readonly writtenAt?: number;
  /** Set if the user does not want to be reminded. */
  readonly isQuiet?: boolean;
}

/** The library at one point in time (backup/README.md). */
export interface Backup {
  /** When the backup was begun, in milliseconds since 1970. */
  readonly at: number;
  /** Raised when an older Dogear could misread a newer backup. */
  readonly version: 1;
  /** Made once a day, or before a restore. */
  readonly reason: 'daily' | 'before-restore';
  /** `at` of the backup that was about to be restored; absent if that was a file. */
  readonly source?: number;
  /** The library's change sequence at that time. */
  readonly seq: number;
  /** The last time at which the library was found to be unchanged. */
  readonly until: number;
  readonly counts: { readonly papers: number; readonly starred: number; readonly notes: number };
  /** Keys of the chunks with papers, in the order of the ids in them. */
  readonly papers: readonly string[];
  /** Keys of the chunks with marks, in the same order. */
  readonly marks: readonly string[];
  /** Keys of the chunks of `Exported`; absent in backups older than that store. */
  readonly exported?: readonly string[];
  readonly tags: readonly TagRecord[];
  /** SHA-256 of all other fields. */
  readonly checksum: string;
}

/** The visits of one digest. */
export interface Visit {
  readonly digest: string;
  /** When the last visit was, in milliseconds since 1970. */
  readonly at: number;
  /** Papers seen on the digest, the last seen first, up to a limit. */
  readonly ids: readonly PaperId[];
  /** Number of papers at the end of `ids` that were seen before the last visit. */
  readonly old: number;
}

export type StoreName =
  | 'papers'
  | 'marks'
  | 'aliases'
  | 'visits'
  | 'bin'
  | 'tags'
  | 'imports'
  | 'backups'
  | 'chunks'
  | 'files'
  | 'exported'
  | 'search'
  | 'meta';

export type Library = IDBPDatabase<Schema>;
export type WriteTransaction = IDBPTransaction<Schema, StoreName[], 'readwrite'>;
