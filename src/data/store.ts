import { signal } from '@preact/signals';
import { type Library, openLibrary } from '../library/schema';
import { type BackupStore, makeBackupStore } from './backup-store';
import { type ExportStore, makeExportStore } from './export-store';
import { type ImportStore, makeImportStore } from './import-store';

/** What became of the last thing that was done. */
export interface Notice {
  readonly text: string;
  readonly isFailure?: boolean;
}

/** All that the page shows and does. */
export interface DataStore {
  /** With a number of its own, since the same words can be said twice. */
  readonly notice: { readonly value: (Notice & { readonly turn: number }) | undefined };
  readonly imports: ImportStore;
  readonly backup: BackupStore;
  readonly export: ExportStore;
  say(notice: Notice): void;
}

/** What the parts of the page share. */
export interface Desk {
  connect(): Promise<Library>;
  say(notice: Notice): void;
  /** Ends with the page. */
  readonly until: AbortSignal;
}

/** How long "Saved" and the like stay, in ms. */
const SAID_MS = 6_000;

export function makeDataStore(until: AbortSignal): DataStore {
  const notice = signal<(Notice & { turn: number }) | undefined>(undefined);
  let turn = 0;
  let fading: ReturnType<typeof setTimeout> | undefined;
  let library: Promise<Library> | undefined;

  const desk: Desk = {
    until,
    connect() {
      const opening = library ?? openLibrary({ onClosed: () => forget(opening) });
      library = opening;
      opening.catch(() => forget(opening));
      return opening;
    },
    say(value) {
      clearTimeout(fading);
      notice.value = { ...value, turn: ++turn };
      if (value.isFailure) return;
      fading = setTimeout(() => {
        notice.value = undefined;
      }, SAID_MS);
    },
  };

  /** The next that asks opens it anew. */
  function forget(one: Promise<Library>): void {
    if (library === one) library = undefined;
  }

  const imports = makeImportStore(desk);
  const backup = makeBackupStore(desk, imports.past.refresh);
  return { notice, imports, backup, export: makeExportStore(desk), say: desk.say };
}
