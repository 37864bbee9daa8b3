import { type Signal, signal } from '@preact/signals';
import type { View } from '../../library/index/finder';
import type { PaperId } from '../../paper/ids';
import { EMPTY_LISTING, type GrowableListing, growable } from './listing';

export type Counts = Readonly<Record<View, number>>;

/** What the list shows, and how complete it is. */
export interface ListState {
  readonly status: Signal<'opening' | 'open' | 'failed'>;
  /** The browser's reason, where the library cannot be opened. */
  readonly reason: Signal<string>;
  readonly listing: Signal<GrowableListing>;
  /** Whether the listing is whole: in the first moments it has only its first rows. */
  readonly isWhole: Signal<boolean>;
  /** Grows whenever another list is shown, which then starts at its top. */
  readonly generation: Signal<number>;
  /** Number of papers that match now. The list keeps those that matched when it was searched. */
  readonly total: Signal<number>;
  /** Whether the search index is still missing papers that may match. */
  readonly isPartial: Signal<boolean>;
  /** Whether more has changed than was inserted into the list one by one. */
  readonly isStale: Signal<boolean>;
  readonly counts: Signal<Counts | undefined>;
  readonly current: Signal<PaperId | undefined>;
}

export function makeListState(): ListState {
  return {
    status: signal<'opening' | 'open' | 'failed'>('opening'),
    reason: signal(''),
    listing: signal<GrowableListing>(growable(EMPTY_LISTING)),
    isWhole: signal(true),
    generation: signal(0),
    total: signal(0),
    isPartial: signal(true),
    isStale: signal(false),
    counts: signal<Counts | undefined>(undefined),
    current: signal<PaperId | undefined>(undefined),
  };
}
