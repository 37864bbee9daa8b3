import { type ReadonlySignal, signal } from '@preact/signals';
import type { ImportFile, ImportRow } from './import-file';

/** The rows of the list that are loaded, by the places of their entries. */
export interface LoadedRows {
  readonly rows: ReadonlySignal<ReadonlyMap<number, ImportRow>>;
  /** Loads the rows in view, and forgets those that are not. */
  load(file: ImportFile | undefined, inView: readonly number[]): Promise<void>;
  clear(): void;
}

/** @param onFailure called when rows of the file that is still open cannot be loaded */
export function makeLoadedRows(onFailure: (error: unknown) => void): LoadedRows {
  const rows = signal<ReadonlyMap<number, ImportRow>>(new Map());
  let open: ImportFile | undefined;
  let latest: readonly number[] = [];

  return {
    rows,

    async load(file, inView) {
      open = file;
      latest = inView;
      const missing = inView.filter((place) => !rows.peek().has(place));
      if (!file || missing.length === 0) return;
      try {
        const loaded = await file.rows(missing);
        if (open !== file) return;
        const all = [
          ...rows.peek(),
          ...loaded.map((row, i) => [missing[i] as number, row] as const),
        ];
        // Rows that arrive late may be out of view by now.
        rows.value = new Map(all.filter(([place]) => latest.includes(place)));
      } catch (error) {
        if (open === file) onFailure(error);
      }
    },

    clear() {
      open = undefined;
      rows.value = new Map();
    },
  };
}
