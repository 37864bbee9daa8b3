import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { message } from '../../i18n';
import { allIds, idsBy } from '../../library/entries';
import type { Library } from '../../library/schema';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { barePaper } from '../../paper/paper';
import { followLeftDrafts } from '../../ui/notes/left-drafts';
import type { NoteSaver } from '../../ui/notes/note-saver';
import { makeNoteSavers, type NoteSavers } from '../../ui/notes/note-savers';
import { sendDrafts } from '../../ui/notes/send-drafts';
import type { FirstRows } from '../../ui/page/first-rows';
import { type Actions, makeActions, type PopupNotice } from './actions';
import { type Filters, makeFilters } from './filters';
import { followChanges, readEntries } from './follow-changes';
import { type KnownEntries, makeKnownEntries } from './known-entries';
import { type LibraryReader, readDirectly, readThroughBackground } from './library-reader';
import { type Listing, makeListing } from './listing';
import { makeRowReader } from './row-reader';
import { makeTotals, type Totals } from './totals';

/** Which papers leave in an export. */
export type ExportScope = 'shown' | 'starred' | 'library';

/** What the popup shows, and all that can be done in it. */
export interface PopupStore {
  readonly filters: Filters;
  readonly listing: Listing;
  readonly actions: Actions;
  readonly totals: ReadonlySignal<Totals>;
  /** Whether there is anything in the other list, which is offered only then. */
  readonly hasDismissed: ReadonlySignal<boolean>;
  /** The paper whose note was written last, while it has one. */
  readonly lastNoted: ReadonlySignal<Entry | undefined>;
  readonly notice: Signal<PopupNotice | undefined>;
  /** Counts the published changes. */
  readonly changes: ReadonlySignal<number>;
  /** Opens the library, again after a failure. Never rejects. */
  open(): Promise<void>;
  noteSaverOf(entry: Entry): NoteSaver;
  /** Resolves to the entries of these papers as they are shown, without those the library lacks. */
  entriesOf(ids: readonly PaperId[]): Promise<readonly Entry[]>;
  /** Whether the library itself is at hand, which exports and backups need. */
  readonly isDirect: boolean;
  connect(): Promise<Library>;
  /** Resolves to all entries that an export of this scope takes. */
  idsForExport(scope: ExportScope): Promise<readonly PaperId[]>;
}

/** @param first undefined where the library is not, and is read through the background */
export function makePopupStore(first: FirstRows | undefined, until: AbortSignal): PopupStore {
  /** The name of this page among those that write drafts. */
  const editor = crypto.randomUUID();
  const notice = signal<PopupNotice | undefined>(undefined);
  const lastNotedId = signal<PaperId | undefined>(undefined);

  const filters = makeFilters();
  // This includes a paper that comes back: its editor may hold the note from before it was removed.
  const entries: KnownEntries = makeKnownEntries(({ paper, mark }) =>
    notes.follow(paper.id, mark.note ?? ''),
  );
  const notes = makeNoteSavers(editor, (paper, mark) =>
    entries.put([{ paper: entries.peekStored(paper.id)?.paper ?? paper, mark }]),
  );
  const library: LibraryReader = first
    ? readDirectly(first, () => void listing.refresh(), until)
    : readThroughBackground();
  const { isDirect, connect } = library;
  const { totals, count } = makeTotals(library, (noted) => {
    if (noted) entries.put([noted]);
    lastNotedId.value = noted?.paper.id;
  });
  const listing: Listing = makeListing({
    reader: makeRowReader(library, filters),
    filters,
    entries,
    afterShown: count,
    onFailure(text) {
      notice.value = { text };
    },
  });
  const saveLeftDrafts = followLeftDrafts(editor, {
    isOpen: () => listing.status.peek() === 'open',
    read: library.entryOf,
    saverOf: notes.saverOf,
    onUnsaved({ paper }) {
      // A row that is shown says so itself.
      if (listing.rows.peek().some((row) => row.paper.id === paper.id)) return;
      notice.value = { text: message('note_draft_left', paper.title) };
    },
  });

  if (!isDirect) {
    const paperOf = (id: PaperId) => entries.peekStored(id)?.paper ?? barePaper(id);
    until.addEventListener('abort', () => sendDrafts(editor, paperOf));
  }

  const changes = followChanges({ library, entries, refresh: listing.refresh }, until);

  return {
    filters,
    listing,
    actions: makeActions(entries, notice),
    totals,
    hasDismissed: computed(() => totals.value.dismissed > 0 || filters.list.value === 'dismissed'),
    lastNoted: computed(() => {
      const entry = lastNotedId.value && entries.get(lastNotedId.value);
      return entry?.mark.note === undefined ? undefined : entry;
    }),
    notice,
    changes,
    isDirect,
    connect,
    noteSaverOf: notes.saverOf,

    async open() {
      await listing.open();
      if (listing.status.peek() === 'open') await saveLeftDrafts();
    },

    async entriesOf(ids) {
      const read = await readEntries(library, entries, ids);
      return read.flatMap((entry) => (entry && entries.get(entry.paper.id)) ?? []);
    },

    idsForExport: (scope) => idsForExport(scope, { library, filters, notes }),
  };
}

interface ExportSources {
  readonly library: LibraryReader;
  readonly filters: Filters;
  readonly notes: NoteSavers;
}

async function idsForExport(
  scope: ExportScope,
  { library, filters, notes }: ExportSources,
): Promise<readonly PaperId[]> {
  await notes.settled();
  // Rejects when the library cannot be opened: an empty export would say nothing of that.
  const db = await library.connect();
  if (scope === 'library') return allIds(db);
  if (scope === 'starred') return idsBy(db, 'starred');
  if (filters.isPlain.peek()) return idsBy(db, filters.list.peek());
  return (await library.find(filters.search.peek())).ids;
}
