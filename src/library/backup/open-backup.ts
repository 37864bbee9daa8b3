import type { Entry } from '../../paper/entry';
import type { Backup, Exported, TagRecord } from '../schema';

/** What is wrong with a backup. It is refused for any of it; what is whole can still be saved. */
export type Damage =
  /** A newer Dogear has written it. */
  | { readonly code: 'version'; readonly version: number }
  /** It is no backup of Dogear's at all. */
  | { readonly code: 'not-a-backup' }
  /** It is not what was written. */
  | { readonly code: 'checksum' }
  /** So many parts of it are missing, or not what was written. */
  | { readonly code: 'chunks'; readonly lost: number }
  /** It ends too early: of so many papers so many are there. */
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
   * What papers had left with; undefined where it does not say. Known in full, like the damage, only
   * when all entries were read.
   */
  readonly exported: readonly Exported[] | undefined;
  /** Known in full only when all entries were read. */
  readonly damage: readonly Damage[];
  /** All that is whole, up to a thousand at a time. */
  entries(): AsyncIterable<readonly Entry[]>;
}
