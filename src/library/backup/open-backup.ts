import type { Entry } from '../../paper/entry';
import type { Backup, Exported, TagRecord } from '../schema';

/** A defect of a backup. A damaged backup is refused, but what is whole can still be saved. */
export type Damage =
  /** A newer Dogear wrote it. */
  | { readonly code: 'version'; readonly version: number }
  /** It is not a backup of Dogear. */
  | { readonly code: 'not-a-backup' }
  /** It is not what was written. */
  | { readonly code: 'checksum' }
  /** This many chunks are missing or not what was written. */
  | { readonly code: 'chunks'; readonly lost: number }
  /** It ends too early, after this many entries. */
  | { readonly code: 'truncated'; readonly entries: number }
  /** A line of the file cannot be read. */
  | { readonly code: 'line'; readonly line: number };

/** A backup that is being read. */
export interface OpenBackup {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly counts: Backup['counts'] | undefined;
  readonly tags: readonly TagRecord[];
  /**
   * What is remembered of exported papers; undefined if the backup is too old to say. Complete, like the
   * damage, only once all entries were read.
   */
  readonly exported: readonly Exported[] | undefined;
  /** Complete only once all entries were read. */
  readonly damage: readonly Damage[];
  /** Reads everything that is whole, up to a thousand entries at a time. */
  entries(): AsyncIterable<readonly Entry[]>;
}
