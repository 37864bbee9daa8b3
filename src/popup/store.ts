import { computed, signal } from '@preact/signals';
import { allEntries, countStarred, entryOf, starred } from '../library/library';
import { type Library, openLibrary } from '../library/schema';
import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/id';
import type { Mark, MarkPatch } from '../paper/mark';
import { type Change, subscribe } from '../protocol/changes';
import type { RequestError } from '../protocol/requests';
import { call } from '../protocol/rpc';
import { draftKey, leftDrafts, makeNoteSaver, type NoteSaver, readDraft } from '../ui/note-saver';
import { makeMatcher, type Order, sortEntries } from './find';

/** How many rows there are before the whole list is read, and how many come with each scroll. */
const FIRST = 40;

/** Something to tell the reader, with a way back where there is one. */
export interface Notice {
  readonly text: string;
  readonly undo?: () => void;
}

export interface Counts {
  readonly starred: number;
  /** Undefined until the whole list is read. */
  readonly unread: number | undefined;
}

/** What the popup shows, and all that can be done in it. */
export interface PopupStore {
  readonly status: { readonly value: 'opening' | 'open' | 'failed' };
  /** The browser's reason, when the library cannot be opened. */
  readonly reason: { readonly value: string };
  readonly counts: { readonly value: Counts };
  /** What search, filter and order leave, all of it. */
  readonly shown: { readonly value: readonly Entry[] };
  /** The rows of it that there are so far. */
  readonly rows: { readonly value: readonly Entry[] };
  readonly query: { value: string };
  readonly order: { value: Order };
  readonly unreadOnly: { value: boolean };
  readonly notice: { value: Notice | undefined };
  open(): Promise<void>;
  showMore(): void;
  /** The row that the reader is in; it stays, whatever the search says of its new text. */
  hold(id: PaperId | undefined): void;
  noteSaverOf(entry: Entry): NoteSaver;
  change(entry: Entry, patch: MarkPatch): Promise<RequestError | undefined>;
  read(scope: 'shown' | 'starred' | 'library'): Promise<readonly Entry[]>;
}

export function makePopupStore(until: AbortSignal): PopupStore {
  const status = signal<'opening' | 'open' | 'failed'>('opening');
  const reason = signal('');
  const entries = signal<ReadonlyMap<PaperId, Entry>>(new Map());
  /** Counted apart until the whole list is here. */
  const total = signal<number | undefined>(undefined);
  const query = signal('');
  const order = signal<Order>('starred');
  const unreadOnly = signal(false);
  const limit = signal(FIRST);
  const held = signal<PaperId | undefined>(undefined);
  const notice = signal<Notice | undefined>(undefined);
  const savers = new Map<PaperId, NoteSaver>();
  let library: Promise<Library> | undefined;

  const sorted = computed(() => sortEntries([...entries.value.values()], order.value));
  const shown = computed(() => {
    const matches = makeMatcher(query.value);
    const isWanted = (entry: Entry): boolean =>
      entry.paper.id === held.value ||
      (matches(entry) && !(unreadOnly.value && entry.mark.readAt !== undefined));
    return sorted.value.filter(isWanted);
  });
  const counts = computed((): Counts => {
    const list = [...entries.value.values()];
    return {
      starred: total.value ?? list.length,
      unread:
        total.value === undefined
          ? list.filter(({ mark }) => mark.readAt === undefined).length
          : undefined,
    };
  });

  function connect(): Promise<Library> {
    const forget = (): void => {
      library = undefined;
    };
    library ??= openLibrary({ onClosed: forget }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return library;
  }

  function put(...changed: readonly Entry[]): void {
    const next = new Map(entries.peek());
    for (const entry of changed) {
      const known = next.get(entry.paper.id);
      if (known && known.mark.seq > entry.mark.seq) continue;
      if (entry.mark.starredAt === undefined) next.delete(entry.paper.id);
      else next.set(entry.paper.id, entry);
    }
    entries.value = next;
  }

  async function open(): Promise<void> {
    status.value = 'opening';
    try {
      const db = await connect();
      const [first, count] = await Promise.all([starred(db, FIRST), countStarred(db)]);
      total.value = count;
      put(...first);
      status.value = 'open';
      if (count > first.length) put(...(await starred(db)));
      total.value = undefined;
    } catch (error) {
      reason.value = error instanceof DOMException ? `${error.name}: ${error.message}` : `${error}`;
      status.value = 'failed';
      return;
    }
    await saveLeftDrafts();
  }

  /** What was typed when the popup was closed in mid-word, and of which no row is shown now. */
  async function saveLeftDrafts(): Promise<void> {
    const db = await connect();
    for (const id of leftDrafts(localStorage)) {
      const entry = entries.peek().get(id) ?? (await entryOf(db, id));
      if (entry && readDraft(localStorage, draftKey(id))) noteSaverOf(entry);
    }
  }

  async function follow({ mark, ids }: Change): Promise<void> {
    savers.get(mark.id)?.follow(mark.note ?? '');
    const entry = await connect().then((db) => entryOf(db, mark.id));
    const others = ids.filter((id) => id !== mark.id && entries.peek().has(id));
    if (others.length > 0) {
      // Two records have become one, under another name.
      const next = new Map(entries.peek());
      for (const id of others) next.delete(id);
      entries.value = next;
    }
    if (entry) put(entry);
  }

  function noteSaverOf({ paper, mark }: Entry): NoteSaver {
    const known = savers.get(paper.id);
    if (known) return known;
    const send = async (note: { text: string; was: string }): Promise<Mark> => {
      const written = await call('mark', paper, { note });
      const entry = entries.peek().get(paper.id);
      if (entry) put({ paper: entry.paper, mark: written });
      return written;
    };
    const saver = makeNoteSaver(paper.id, mark.note ?? '', localStorage, send);
    savers.set(paper.id, saver);
    return saver;
  }

  async function change(entry: Entry, patch: MarkPatch): Promise<RequestError | undefined> {
    const now = Date.now();
    const at = (wanted: MarkPatch['read'], current: number | undefined): number | undefined =>
      wanted === undefined
        ? current
        : wanted === true
          ? now
          : wanted === false
            ? undefined
            : wanted;
    // Shown at once; the answer, or the list as it was, takes its place.
    const { starredAt, readAt, ...rest } = entry.mark;
    const nextStarred = at(patch.starred, starredAt);
    const nextRead = at(patch.read, readAt);
    put({
      paper: entry.paper,
      mark: {
        ...rest,
        ...(nextStarred === undefined ? {} : { starredAt: nextStarred }),
        ...(nextRead === undefined ? {} : { readAt: nextRead }),
      },
    });
    try {
      const mark = await call('mark', entry.paper, patch);
      put({ paper: entry.paper, mark });
      return undefined;
    } catch (error) {
      put(entry);
      return error as RequestError;
    }
  }

  subscribe((change) => void follow(change), until);

  return {
    status,
    reason,
    counts,
    shown,
    rows: computed(() => shown.value.slice(0, limit.value)),
    query,
    order,
    unreadOnly,
    notice,
    open,
    showMore() {
      if (limit.peek() < shown.peek().length) limit.value = limit.peek() + FIRST;
    },
    hold(id) {
      held.value = id;
    },
    noteSaverOf,
    change,
    async read(scope) {
      await Promise.all([...savers.values()].map((saver) => saver.settled()));
      if (scope === 'shown') return shown.peek();
      const db = await connect();
      return scope === 'starred' ? starred(db) : allEntries(db);
    },
  };
}
