import { batch, type ReadonlySignal } from '@preact/signals';
import { entriesOf } from '../../library/entries';
import type { Library } from '../../library/schema';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import type { MarkPatch } from '../../paper/mark';
import type { Change } from '../../protocol/changes';
import type { RequestError } from '../../protocol/requests';
import type { NoteSaver } from '../../ui/notes/note-saver';
import { makeNoteSavers, type NoteSavers } from '../../ui/notes/note-savers';
import { type EntryCache, type EntryState, makeEntryCache } from './entry-cache';
import { patchEntries } from './patch-entries';

export type { EntryState } from './entry-cache';

/** The papers that the page has looked at, and the changes to them that are under way. */
export interface Entries {
  of(id: PaperId): ReadonlySignal<EntryState>;
  /** Returns what is known of a paper at this moment; the paper may never have been on the page. */
  peek(id: PaperId): EntryState;
  /**
   * Loads the rows in view that are not loaded yet, in one transaction. Rejects where the library
   * cannot be read.
   */
  load(ids: readonly PaperId[]): Promise<void>;
  /** Loads one more paper, which may be none of the rows in view. */
  loadOne(id: PaperId): Promise<void>;
  /** Takes entries from the library, unless newer ones are known. */
  store(entries: readonly Entry[]): void;
  /** Follows published changes: loads again what is on the page, and tells the editors of notes. */
  follow(changes: readonly Change[]): Promise<void>;
  /**
   * Patches marks and shows the patch at once. Resolves to the reason where it was not saved, after
   * taking it back.
   */
  patch(ids: readonly PaperId[], patch: MarkPatch): Promise<RequestError | undefined>;
  noteSaverOf(entry: Entry): NoteSaver;
  /** Resolves when all notes that were typed are saved, or cannot be saved. */
  notesSettled(): Promise<void>;
  /** Loads everything on the page again, where the library may be another one. */
  reload(): Promise<void>;
}

/** @param editor the name of this page among those that write drafts */
export function makeEntries(connect: () => Promise<Library>, editor: string): Entries {
  const cache = makeEntryCache();
  const notes = makeNoteSavers(editor, (paper, mark) => {
    const stored = cache.get(paper.id)?.stored.peek();
    store({ paper: typeof stored === 'object' ? stored.paper : paper, mark });
  });
  let inView: readonly PaperId[] = [];
  let loading: Promise<void> = Promise.resolve();
  let isLoading = false;

  function store(entry: Entry): void {
    const { id } = entry.paper;
    if (cache.store(entry)) notes.follow(id, entry.mark.note ?? '');
  }

  async function read(ids: readonly PaperId[]): Promise<void> {
    const entries = await entriesOf(await connect(), ids);
    batch(() => {
      ids.forEach((id, i) => {
        const entry = entries[i];
        if (entry) store(entry);
        else cache.slotOf(id).stored.value = 'missing';
      });
    });
  }

  /** Reads one batch at a time: rows that were in view for a moment only are passed over. */
  async function loadInView(): Promise<void> {
    isLoading = true;
    try {
      for (;;) {
        const unloaded = inView.filter((id) => cache.slotOf(id).stored.peek() === 'unloaded');
        if (unloaded.length === 0) return;
        await read(unloaded);
      }
    } finally {
      // In the same task in which nothing was left to load, so that the next call loads again.
      isLoading = false;
    }
  }

  return {
    of: (id) => cache.slotOf(id).shown,
    peek: (id) => cache.get(id)?.shown.peek() ?? 'unloaded',
    load(ids) {
      inView = ids;
      cache.touch(ids);
      const isInView = new Set(ids);
      // The detail pane may show a paper whose row is long out of view.
      cache.evict((id) => isInView.has(id) || notes.has(id));
      if (!isLoading) loading = loadInView();
      return loading;
    },
    async loadOne(id) {
      if (cache.slotOf(id).stored.peek() === 'unloaded') await read([id]);
    },
    store: (entries) => batch(() => entries.forEach(store)),
    async follow(changes) {
      const stale = staleAfter(changes, cache, notes);
      if (stale.length > 0) await read(stale);
    },
    patch: (ids, patch) => patchEntries(cache, ids, patch, store),
    noteSaverOf: notes.saverOf,
    notesSettled: notes.settled,
    async reload() {
      cache.clear(inView);
      if (inView.length > 0) await read(inView);
    },
  };
}

/** Tells editors of changed notes. Returns the papers that have to be read again. */
function staleAfter(
  changes: readonly Change[],
  cache: EntryCache,
  notes: NoteSavers,
): readonly PaperId[] {
  const stale = new Set<PaperId>();
  for (const { mark, ids } of changes) {
    const stored = cache.get(mark.id)?.stored.peek();
    // A change that is published after the answer to a later one has an outdated note.
    const isOutdated = typeof stored === 'object' && stored.mark.seq > mark.seq;
    if (!isOutdated) notes.follow(mark.id, mark.note ?? '');
    for (const id of ids) {
      const known = cache.get(id)?.stored.peek();
      if (known === undefined || known === 'unloaded') continue;
      if (known !== 'missing' && id === mark.id && known.mark.seq >= mark.seq) continue;
      // Where two records have become one, the other is read and found missing.
      stale.add(id);
    }
  }
  return [...stale];
}
