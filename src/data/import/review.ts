import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type FileSummary, OUTCOMES, type Outcome } from './import-file';

/** What the list shows of a file. */
export type Filter = 'all' | Outcome | 'problems';

/** A file that was read, before it is imported. */
export interface ReadFile extends FileSummary {
  /** The file's name; empty for pasted text. */
  readonly name: string;
}

/**
 * What the user sees and chooses of a file before it is imported. An entry is named by its place: its
 * index in the file.
 */
export interface Review {
  readonly file: ReadonlySignal<ReadFile | undefined>;
  readonly counts: ReadonlySignal<Readonly<Record<Filter, number>>>;
  readonly filter: Signal<Filter>;
  /** The places of the entries that the filter leaves. */
  readonly shown: ReadonlySignal<readonly number[]>;
  /** The shown entries that can be ticked. */
  readonly tickable: ReadonlySignal<readonly number[]>;
  /** Number of shown entries that are ticked. */
  readonly tickedCount: ReadonlySignal<number>;
  /** The entries that the user does not want. */
  readonly unticked: ReadonlySignal<ReadonlySet<number>>;
  /** Number of entries to import, shown or not. */
  readonly chosenCount: ReadonlySignal<number>;
  /** Whether new papers are starred too. */
  readonly starsNew: Signal<boolean>;
  /** Shows another file, or none, with everything ticked. */
  open(file: ReadFile | undefined): void;
  tick(places: readonly number[], isTicked: boolean): void;
  /** Returns the places of all entries to import, in the order of the file. */
  chosen(): readonly number[];
}

/** An entry that would change nothing cannot be chosen. */
const SAME = OUTCOMES.indexOf('same');

export function makeReview(): Review {
  const file = signal<ReadFile | undefined>(undefined);
  const filter = signal<Filter>('all');
  const unticked = signal<ReadonlySet<number>>(new Set());
  const starsNew = signal(false);
  const outcomes = computed(() => file.value?.outcomes ?? new Uint8Array());

  const counts = computed(() => {
    const problems = file.value?.problemCount ?? 0;
    const counted = { all: outcomes.value.length, new: 0, changed: 0, same: 0, problems };
    for (const outcome of outcomes.value) counted[OUTCOMES[outcome] as Outcome] += 1;
    return counted;
  });
  const shown = computed(() => {
    const places = [...outcomes.value.keys()];
    if (filter.value === 'all') return places;
    const wanted = OUTCOMES.indexOf(filter.value as Outcome);
    return places.filter((place) => outcomes.value[place] === wanted);
  });
  const tickable = computed(() => shown.value.filter((place) => outcomes.value[place] !== SAME));

  return {
    file,
    counts,
    filter,
    shown,
    tickable,
    tickedCount: computed(
      () => tickable.value.filter((place) => !unticked.value.has(place)).length,
    ),
    unticked,
    chosenCount: computed(() => counts.value.new + counts.value.changed - unticked.value.size),
    starsNew,

    open(opened) {
      file.value = opened;
      unticked.value = new Set();
      starsNew.value = false;
      filter.value = opened?.outcomes.length === 0 ? 'problems' : 'all';
    },

    tick(places, isTicked) {
      const next = new Set(unticked.peek());
      for (const place of places) {
        if (isTicked) next.delete(place);
        else if (outcomes.peek()[place] !== SAME) next.add(place);
      }
      unticked.value = next;
    },

    chosen() {
      const [all, isOut] = [outcomes.peek(), unticked.peek()];
      return [...all.keys()].filter((place) => all[place] !== SAME && !isOut.has(place));
    },
  };
}
