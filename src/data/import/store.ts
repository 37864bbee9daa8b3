import { type ReadonlySignal, signal } from '@preact/signals';
import { message } from '../../i18n';
import type { Notice } from '../../ui/page/notice';
import { errorMessage } from '../error-message';
import type { DataPage } from '../page';
import { preventClosing } from '../prevent-closing';
import { type ImportFile, openImportFile } from './import-file';
import { importIdOf } from './import-id';
import { type LoadedRows, makeLoadedRows } from './loaded-rows';
import { makePastImports, type PastImports } from './past-imports';
import { type ImportPhase, makePhases } from './phases';
import { makeReview, type Review } from './review';
import { type ImportResult, writeEntries } from './write-entries';

/** An import that has ended. */
export interface FinishedImport extends ImportResult {
  /** When its new papers were added, in milliseconds since 1970. */
  readonly at: number;
  readonly isUndone: boolean;
}

export interface ImportStore {
  readonly phase: ReadonlySignal<ImportPhase>;
  /** How much of the current phase is done, 0 to 1. */
  readonly share: ReadonlySignal<number>;
  readonly review: Review;
  readonly rows: LoadedRows['rows'];
  readonly finished: ReadonlySignal<FinishedImport | undefined>;
  readonly past: PastImports;
  /** Reads a file or pasted text. Never rejects. */
  choose(input: Blob | string, name: string): Promise<void>;
  /** Loads the rows of the entries in view. Never rejects. */
  loadRows(places: readonly number[]): Promise<void>;
  /** Imports what is ticked. Never rejects. */
  write(): Promise<void>;
  /** Stops what is under way. Papers that were already written stay. */
  cancel(): void;
  /** Undoes an import: the last, or one of the past. Never rejects. */
  undo(id: string): Promise<void>;
  /** Goes back to choosing a file. */
  reset(): void;
}

/** Number of rows that are loaded before the review is shown: more than the list shows at once. */
const FIRST_ROWS = 50;

export function makeImportStore(page: DataPage): ImportStore {
  const { phase, share, setShare, begin, goTo, stop } = makePhases();
  const finished = signal<FinishedImport | undefined>(undefined);
  const review = makeReview();
  const past = makePastImports(page);
  const loaded = makeLoadedRows((error) => page.show(readFailure(error)));
  let file: ImportFile | undefined;

  function reset(): void {
    stop();
    file?.close();
    file = undefined;
    goTo('choose');
    review.open(undefined);
    loaded.clear();
    finished.value = undefined;
  }

  async function choose(input: Blob | string, name: string): Promise<void> {
    reset();
    const signal = begin('reading');
    try {
      file = await openImportFile(input, { signal, onProgress: setShare });
      const { format, problems, problemCount, outcomes } = file;
      review.open({ name, format, problems, problemCount, outcomes });
      await loaded.load(file, review.shown.peek().slice(0, FIRST_ROWS));
      signal.throwIfAborted();
      goTo('review');
    } catch (error) {
      // Stopped, and perhaps the next file is being read already.
      if (signal.aborted) return;
      reset();
      page.show(readFailure(error));
    }
  }

  async function write(): Promise<void> {
    const [current, opened] = [review.file.peek(), file];
    if (!current || !opened || phase.peek() !== 'review') return;
    const signal = begin('writing');
    const now = Date.now();
    const allowClosing = preventClosing();
    const result = await writeEntries(opened, {
      id: importIdOf({ at: now, file: current.name }),
      places: review.chosen(),
      starNewAt: review.starsNew.peek() ? now : undefined,
      addedAt: now,
      isStopped: () => signal.aborted || page.until.aborted,
      onProgress: setShare,
    });
    allowClosing();
    opened.close();
    finished.value = { ...result, at: now, isUndone: false };
    goTo('finished');
    await past.refresh();
  }

  return {
    phase,
    share,
    review,
    rows: loaded.rows,
    finished,
    past,
    choose,
    loadRows: (places) => loaded.load(file, places),
    write,
    reset,

    cancel() {
      stop();
      if (phase.peek() === 'reading') reset();
    },

    async undo(id) {
      if (!(await past.undo(id))) return;
      const current = finished.peek();
      if (current?.id === id) finished.value = { ...current, isUndone: true };
    },
  };
}

const readFailure = (error: unknown): Notice => ({
  text: message('data_read_failed', errorMessage(error)),
  isFailure: true,
});
