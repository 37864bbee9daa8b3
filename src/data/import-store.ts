import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { message } from '../i18n';
import { call } from '../protocol/rpc';
import { TOGETHER } from './batches';
import {
  type ImportFile,
  type ImportRow,
  type Opened,
  OUTCOMES,
  type Outcome,
  openImportFile,
} from './import-file';
import { importIdOf } from './import-id';
import { makePastImports, type PastImports } from './past-imports';
import { reasonOf } from './reason';
import { stayUntil } from './stay';
import type { DataPage } from './store';

export type Filter = 'all' | Outcome | 'problems';

/** How far an import has come. */
export type Phase = 'choose' | 'reading' | 'preview' | 'importing' | 'done';

/** What was read. */
export interface Read extends Opened {
  /** The file's name; empty for what was pasted. */
  readonly name: string;
}

/** What became of an import. */
export interface Done {
  readonly id: string;
  readonly added: number;
  readonly changed: number;
  readonly refused: readonly string[];
  /** Of how many papers it was stopped, if it was. */
  readonly left: number;
  /** Why it ended before its end, unless the reader did. */
  readonly reason: string;
  readonly isUndone: boolean;
}

export interface ImportStore {
  readonly phase: ReadonlySignal<Phase>;
  /** Of what is under way, 0 to 1. */
  readonly share: ReadonlySignal<number>;
  readonly read: ReadonlySignal<Read | undefined>;
  readonly counts: ReadonlySignal<Readonly<Record<Filter, number>>>;
  readonly filter: Signal<Filter>;
  /** The places of the entries that the filter leaves. */
  readonly shown: ReadonlySignal<readonly number[]>;
  /** What there is to show of the entries that were last asked for, by their places, once it is there. */
  readonly rows: ReadonlySignal<ReadonlyMap<number, ImportRow>>;
  /** Of those that the filter leaves, the places of those that can be ticked, and how many are. */
  readonly tickable: ReadonlySignal<readonly number[]>;
  readonly ticked: ReadonlySignal<number>;
  /** The places of those that the reader does not want. */
  readonly unticked: ReadonlySignal<ReadonlySet<number>>;
  /** How many would be written. */
  readonly chosen: ReadonlySignal<number>;
  /** Whether papers that are new are starred too. */
  readonly starsNew: Signal<boolean>;
  readonly done: ReadonlySignal<Done | undefined>;
  readonly past: PastImports;
  /** Reads a file, or what was pasted. Never rejects. */
  choose(input: Blob | string, name: string): Promise<void>;
  /** Fetches what there is to show of these places. */
  fetchRows(places: readonly number[]): Promise<void>;
  tick(places: readonly number[], isTicked: boolean): void;
  /** Writes what is ticked. Never rejects. */
  write(): Promise<void>;
  /** Stops what is under way. What was written of an import is whole papers, and stays. */
  cancel(): void;
  /** Takes an import back: the last, or one of the past. Never rejects. */
  undo(id: string): Promise<void>;
  /** Begins again. */
  reset(): void;
}

const SAME = OUTCOMES.indexOf('same');

/** So many rows are there when the preview is drawn: more than the list shows at once. */
const FIRST_ROWS = 50;

export function makeImportStore(page: DataPage): ImportStore {
  const phase = signal<Phase>('choose');
  const share = signal(0);
  const read = signal<Read | undefined>(undefined);
  const filter = signal<Filter>('all');
  const rows = signal<ReadonlyMap<number, ImportRow>>(new Map());
  const unticked = signal<ReadonlySet<number>>(new Set());
  const starsNew = signal(false);
  const done = signal<Done | undefined>(undefined);
  const past = makePastImports(page);
  let stopping = new AbortController();
  let file: ImportFile | undefined;
  let inView: readonly number[] = [];

  const counts = computed(() => {
    const { outcomes = [], problemCount = 0 } = read.value ?? {};
    const counted = { all: outcomes.length, new: 0, changed: 0, same: 0, problems: problemCount };
    for (const outcome of outcomes) counted[OUTCOMES[outcome] as Outcome] += 1;
    return counted;
  });
  const shown = computed(() => {
    const { outcomes = [] } = read.value ?? {};
    const places = [...outcomes.keys()];
    if (filter.value === 'all') return places;
    const wanted = OUTCOMES.indexOf(filter.value as Outcome);
    return places.filter((place) => outcomes[place] === wanted);
  });
  const tickable = computed(() => {
    const { outcomes = [] } = read.value ?? {};
    return shown.value.filter((place) => outcomes[place] !== SAME);
  });
  const ticked = computed(() => {
    const isOut = unticked.value;
    return tickable.value.filter((place) => !isOut.has(place)).length;
  });
  const chosen = computed(() => counts.value.new + counts.value.changed - unticked.value.size);

  function reset(): void {
    stopping.abort();
    file?.close();
    file = undefined;
    phase.value = 'choose';
    read.value = undefined;
    rows.value = new Map();
    unticked.value = new Set();
    done.value = undefined;
  }

  async function fetchRows(places: readonly number[]): Promise<void> {
    const asked = file;
    inView = places;
    const missing = places.filter((place) => !rows.peek().has(place));
    if (!asked || missing.length === 0) return;
    try {
      const fetched = await asked.rows(missing);
      if (file !== asked) return;
      const all = [
        ...rows.peek(),
        ...fetched.map((row, i) => [missing[i] as number, row] as const),
      ];
      // What comes late may be out of view by now, and what is in view there already.
      rows.value = new Map(all.filter(([place]) => inView.includes(place)));
    } catch (error) {
      if (file === asked) fail(error);
    }
  }

  const fail = (error: unknown): void =>
    page.show({ text: message('data_read_failed', reasonOf(error)), isFailure: true });

  return {
    phase,
    share,
    read,
    counts,
    filter,
    shown,
    rows,
    tickable,
    ticked,
    unticked,
    chosen,
    starsNew,
    done,
    past,
    reset,
    fetchRows,

    async choose(input, name) {
      reset();
      stopping = new AbortController();
      const { signal } = stopping;
      phase.value = 'reading';
      share.value = 0;
      filter.value = 'all';
      starsNew.value = false;
      try {
        file = await openImportFile(input, {
          signal,
          onProgress: (part) => {
            share.value = part;
          },
        });
        const { format, problems, problemCount, outcomes } = file;
        read.value = { name, format, problems, problemCount, outcomes };
        if (outcomes.length === 0) filter.value = 'problems';
        await fetchRows(shown.peek().slice(0, FIRST_ROWS));
        signal.throwIfAborted();
        phase.value = 'preview';
      } catch (error) {
        // Stopped, and perhaps the next file is being read already.
        if (signal.aborted) return;
        reset();
        fail(error);
      }
    },

    tick(places, isTicked) {
      const { outcomes = [] } = read.peek() ?? {};
      const next = new Set(unticked.peek());
      for (const place of places) {
        if (isTicked) next.delete(place);
        else if (outcomes[place] !== SAME) next.add(place);
      }
      unticked.value = next;
    },

    async write() {
      const [current, opened] = [read.peek(), file];
      if (!current || !opened || phase.peek() !== 'preview') return;
      stopping = new AbortController();
      const { signal } = stopping;
      const now = Date.now();
      const id = importIdOf({ at: now, file: current.name });
      const isOut = unticked.peek();
      const wanted = [...current.outcomes.keys()].filter(
        (place) => current.outcomes[place] !== SAME && !isOut.has(place),
      );
      const starNewAt = starsNew.peek() ? now : undefined;
      let [written, added, changed] = [0, 0, 0];
      const refused: string[] = [];
      let reason = '';
      phase.value = 'importing';
      share.value = 0;
      const leave = stayUntil();
      try {
        while (written < wanted.length) {
          const places = wanted.slice(written, written + TOGETHER);
          const { count, address } = await opened.batch(places, starNewAt);
          if (signal.aborted || page.until.aborted) break;
          const answer = await call('importEntries', id, address);
          added += answer.added.length;
          changed += answer.changed.length;
          written += count;
          share.value = written / wanted.length;
          if (answer.refused.length === 0) continue;
          const those = answer.refused.flatMap(({ at }) => places[at] ?? []);
          refused.push(...(await opened.rows(those)).map(({ title }) => title));
        }
      } catch (error) {
        reason = reasonOf(error);
      } finally {
        leave();
        opened.close();
      }
      const left = wanted.length - written;
      done.value = { id, added, changed, refused, left, reason, isUndone: false };
      phase.value = 'done';
      await past.refresh();
    },

    cancel() {
      stopping.abort();
      if (phase.peek() === 'reading') reset();
    },

    async undo(id) {
      if (!(await past.undo(id))) return;
      const current = done.peek();
      if (current?.id === id) done.value = { ...current, isUndone: true };
    },
  };
}
