import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Problem, ReadEntry } from '../formats/read';
import type { ReadFormat } from '../formats/recognise';
import { makePace } from '../formats/slices';
import { type Field, previewImport } from '../library/preview';
import { call } from '../protocol/rpc';
import { word } from '../words';
import { inBatches } from './batches';
import { importIdOf } from './import-id';
import { makePastImports, type PastImports } from './past-imports';
import { reasonOf } from './reason';
import { stayUntil } from './stay';
import type { Desk } from './store';
import { unzip } from './unzip';

/** What importing an entry does. */
export type Outcome = 'new' | 'changed' | 'same';
export type Filter = 'all' | Outcome | 'problems';

/** An entry of the file, as the preview shows it. */
export interface ImportRow extends ReadEntry {
  readonly outcome: Outcome;
  /** What would change in the paper that is there. */
  readonly fields: readonly Field[];
}

/** How far an import has come. */
export type Phase = 'choose' | 'reading' | 'preview' | 'importing' | 'done';

/** What was read. */
export interface Read {
  /** The file's name; empty for what was pasted. */
  readonly name: string;
  readonly format: ReadFormat | undefined;
  readonly rows: readonly ImportRow[];
  readonly problems: readonly Problem[];
  readonly problemCount: number;
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
  /** The places in `read.rows` of those that the filter leaves. */
  readonly shown: ReadonlySignal<readonly number[]>;
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
  tick(places: readonly number[], isTicked: boolean): void;
  /** Writes what is ticked. Never rejects. */
  write(): Promise<void>;
  /** Stops what is under way. What was written of an import is whole papers, and stays. */
  cancel(): void;
  /** Takes back what was just imported. */
  undo(): Promise<void>;
  /** Begins again. */
  reset(): void;
}

/** So many entries are compared with the library at once: more would hold the page up. */
const COMPARED = 20;

export function makeImportStore(desk: Desk): ImportStore {
  const phase = signal<Phase>('choose');
  const share = signal(0);
  const read = signal<Read | undefined>(undefined);
  const filter = signal<Filter>('all');
  const unticked = signal<ReadonlySet<number>>(new Set());
  const starsNew = signal(false);
  const done = signal<Done | undefined>(undefined);
  const past = makePastImports(desk);
  let stopping = new AbortController();

  const counts = computed(() => {
    const { rows = [], problemCount = 0 } = read.value ?? {};
    const counted = { all: rows.length, new: 0, changed: 0, same: 0, problems: problemCount };
    for (const { outcome } of rows) counted[outcome] += 1;
    return counted;
  });
  const shown = computed(() => {
    const [rows, wanted] = [read.value?.rows ?? [], filter.value];
    const places = rows.map((_, i) => i);
    return wanted === 'all' ? places : places.filter((i) => rows[i]?.outcome === wanted);
  });
  const chosen = computed(() => {
    const { rows = [] } = read.value ?? {};
    const isOut = unticked.value;
    return rows.reduce(
      (count, { outcome }, i) => (outcome === 'same' || isOut.has(i) ? count : count + 1),
      0,
    );
  });

  async function compare(entries: readonly ReadEntry[], signal: AbortSignal): Promise<ImportRow[]> {
    const db = await desk.connect();
    const rows: ImportRow[] = [];
    const pace = makePace();
    for (let at = 0; at < entries.length; at += COMPARED) {
      const some = entries.slice(at, at + COMPARED);
      const previews = await previewImport(
        db,
        some.map(({ entry }) => entry),
      );
      signal.throwIfAborted();
      for (const [i, { known, changes }] of previews.entries()) {
        const outcome = !known ? 'new' : changes.length > 0 ? 'changed' : 'same';
        rows.push({ ...(some[i] as ReadEntry), outcome, fields: changes });
      }
      share.value = (1 + (at + some.length) / entries.length) / 2;
      await pace();
    }
    return rows;
  }

  function reset(): void {
    stopping.abort();
    phase.value = 'choose';
    read.value = undefined;
    done.value = undefined;
  }

  return {
    phase,
    share,
    read,
    counts,
    filter,
    shown,
    unticked,
    chosen,
    starsNew,
    done,
    past,
    reset,

    async choose(input, name) {
      reset();
      stopping = new AbortController();
      const { signal } = stopping;
      phase.value = 'reading';
      share.value = 0;
      filter.value = 'all';
      unticked.value = new Set();
      starsNew.value = false;
      try {
        // The readers are of no use before there is something to read.
        const { readFile } = await import('../formats/read');
        const source = typeof input === 'string' ? input : await unzip(input, signal);
        const { entries, ...rest } = await readFile(source, {
          signal,
          onProgress: (part) => {
            share.value = part / 2;
          },
        });
        const rows = await compare(entries, signal);
        read.value = { ...rest, name, rows };
        // Of 100,000 rows each of these takes a while; to work them out while drawing would be felt.
        const pace = makePace();
        for (const worked of [counts, chosen, shown]) {
          worked.peek();
          await pace();
        }
        signal.throwIfAborted();
        if (rows.length === 0) filter.value = 'problems';
        phase.value = 'preview';
      } catch (error) {
        // Stopped, and perhaps the next file is being read already.
        if (signal.aborted) return;
        phase.value = 'choose';
        desk.say({ text: word('data_read_failed', reasonOf(error)), isFailure: true });
      }
    },

    tick(places, isTicked) {
      const next = new Set(unticked.peek());
      for (const place of places) {
        if (isTicked) next.delete(place);
        else next.add(place);
      }
      unticked.value = next;
    },

    async write() {
      const current = read.peek();
      if (!current || phase.peek() !== 'preview') return;
      stopping = new AbortController();
      const { signal } = stopping;
      const now = Date.now();
      const id = importIdOf({ at: now, file: current.name });
      const wanted = current.rows.filter(
        ({ outcome }, i) => outcome !== 'same' && !unticked.peek().has(i),
      );
      const sent = starsNew.peek() ? wanted.map((row) => starred(row, now)) : wanted;
      let [written, added, changed] = [0, 0, 0];
      const refused: string[] = [];
      let reason = '';
      phase.value = 'importing';
      share.value = 0;
      const leave = stayUntil();
      try {
        for (const batch of inBatches(sent)) {
          if (signal.aborted || desk.until.aborted) break;
          const answer = await call(
            'importEntries',
            id,
            batch.map(({ entry }) => entry),
          );
          added += answer.added.length;
          changed += answer.changed.length;
          for (const { at } of answer.refused) refused.push(batch[at]?.entry.paper.title ?? '');
          written += batch.length;
          share.value = written / sent.length;
        }
      } catch (error) {
        reason = reasonOf(error);
      } finally {
        leave();
      }
      const left = sent.length - written;
      done.value = { id, added, changed, refused, left, reason, isUndone: false };
      phase.value = 'done';
      await past.refresh();
    },

    cancel() {
      stopping.abort();
      if (phase.peek() === 'reading') reset();
    },

    async undo() {
      const current = done.peek();
      if (!current || !(await past.undo(current.id))) return;
      if (done.peek()?.id === current.id) done.value = { ...current, isUndone: true };
    },
  };
}

const starred = (row: ImportRow, now: number): ImportRow => {
  const { paper, mark } = row.entry;
  if (row.outcome !== 'new' || mark.starredAt !== undefined) return row;
  return { ...row, entry: { paper, mark: { ...mark, starredAt: now } } };
};
