import { computed, effect, signal } from '@preact/signals';
import {
  allEntries,
  countDismissed,
  countStarred,
  dismissed,
  entryOf,
  starred,
} from '../library/library';
import { type Library, openLibrary } from '../library/schema';
import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/id';
import type { Mark, MarkPatch, NotePatch, When } from '../paper/mark';
import { type Change, subscribe } from '../protocol/changes';
import type { RequestError } from '../protocol/requests';
import { call } from '../protocol/rpc';
import { draftKey, inheritDrafts, type LeftDraft } from '../ui/drafts';
import { makeNoteSaver, type NoteSaver } from '../ui/note-saver';
import { word } from '../words';
import { makeMatcher, type Order, prepareSearch, sortEntries } from './find';

/** How many rows there are before the whole list is read, and how many come with each scroll. */
const FIRST = 40;

/** The two lists: what was starred, and what was marked "Not for me". */
export type List = 'starred' | 'dismissed';

const AT = { starred: 'starredAt', dismissed: 'dismissedAt' } as const;

/** Something to tell the reader, with a way back where there is one. */
export interface Notice {
  readonly text: string;
  /** Returns the paper that comes back. */
  readonly undo?: () => PaperId;
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
  readonly list: { readonly value: List };
  /** Whether there is anything in the other list, which is shown only then. */
  readonly hasDismissed: { readonly value: boolean };
  readonly query: { value: string };
  readonly order: { value: Order };
  readonly unreadOnly: { value: boolean };
  readonly notice: { value: Notice | undefined };
  open(): Promise<void>;
  showList(list: List): void;
  showMore(): void;
  /** The row that the reader is in; it stays, whatever the search says of its new text. */
  hold(id: PaperId | undefined): void;
  noteSaverOf(entry: Entry): NoteSaver;
  /** Shown at once, and taken back with the reason where it cannot be saved. */
  change(entry: Entry, patch: MarkPatch): Promise<void>;
  /** Takes the star away, with a way back to the same place. */
  unstar(entry: Entry): void;
  /** Takes "Not for me" back, with a way back to that, too. */
  restore(entry: Entry): void;
  connect(): Promise<Library>;
  read(scope: 'shown' | 'starred' | 'library'): Promise<readonly Entry[]>;
}

/** What a change that is under way makes of a mark. */
type Pending = (mark: Mark) => Mark;

export function makePopupStore(until: AbortSignal): PopupStore {
  const status = signal<'opening' | 'open' | 'failed'>('opening');
  const reason = signal('');
  /** As the library has them, also those that lost their star while they were shown. */
  const known = signal<ReadonlyMap<PaperId, Entry>>(new Map());
  const pending = signal<ReadonlyMap<PaperId, Pending>>(new Map());
  /** Counted apart until the whole list is here. */
  const total = signal<number | undefined>(undefined);
  const list = signal<List>('starred');
  /** As counted when the library was opened, and as seen since. */
  const dismissedBefore = signal(0);
  const query = signal('');
  const order = signal<Order>('starred');
  const unreadOnly = signal(false);
  const limit = signal(FIRST);
  const held = signal<PaperId | undefined>(undefined);
  const notice = signal<Notice | undefined>(undefined);
  const savers = new Map<PaperId, NoteSaver>();
  /** The name of this page among those that write drafts. */
  const editor = crypto.randomUUID();
  let left: LeftDraft[] = [];
  let library: Promise<Library> | undefined;
  let opened: Promise<void> = Promise.resolve();

  const all = computed(() =>
    [...known.value].map(([id, entry]) => {
      const change = pending.value.get(id);
      return change ? { paper: entry.paper, mark: change(entry.mark) } : entry;
    }),
  );
  const entriesOf = (which: List): Map<PaperId, Entry> =>
    new Map(
      all.value
        .filter(({ mark }) => mark[AT[which]] !== undefined)
        .map((entry) => [entry.paper.id, entry]),
    );
  const entries = computed(() => entriesOf(list.value));
  let before: readonly Entry[] = [];
  const sorted = computed(() => {
    // In the order that they had: to sort what is sorted already takes one pass.
    const rest = new Map(entries.value);
    const kept: Entry[] = [];
    for (const { paper } of before) {
      const entry = rest.get(paper.id);
      if (entry) kept.push(entry);
      rest.delete(paper.id);
    }
    before = sortEntries([...kept, ...rest.values()], order.value, AT[list.value]);
    return before;
  });
  const shown = computed(() => {
    const matches = makeMatcher(query.value);
    const isWanted = (entry: Entry): boolean =>
      entry.paper.id === held.value ||
      (matches(entry) &&
        !(unreadOnly.value && list.value === 'starred' && entry.mark.readAt !== undefined));
    return sorted.value.filter(isWanted);
  });
  const counts = computed((): Counts => {
    const all = [...entriesOf('starred').values()];
    return {
      starred: total.value ?? all.length,
      unread:
        total.value === undefined
          ? all.filter(({ mark }) => mark.readAt === undefined).length
          : undefined,
    };
  });
  // Another list begins at its top, with as few rows as the first.
  effect(() => {
    void [list.value, query.value, order.value, unreadOnly.value];
    limit.value = FIRST;
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

  /** Takes in what the library said, unless something newer is known. */
  function put(...changed: readonly Entry[]): void {
    const next = new Map(known.peek());
    for (const entry of changed) {
      const { id } = entry.paper;
      const old = next.get(id);
      if (old && old.mark.seq > entry.mark.seq) continue;
      next.set(id, entry);
      if (old?.mark.note !== entry.mark.note) savers.get(id)?.follow(entry.mark.note ?? '');
    }
    known.value = next;
  }

  function open(): Promise<void> {
    opened = openNow();
    return opened;
  }

  async function openNow(): Promise<void> {
    status.value = 'opening';
    try {
      const db = await connect();
      const [first, count, others] = await Promise.all([
        starred(db, FIRST),
        countStarred(db),
        countDismissed(db),
      ]);
      total.value = count;
      dismissedBefore.value = others;
      put(...first);
      status.value = 'open';
      if (count > first.length) put(...(await starred(db)));
      total.value = undefined;
      prepareSearch(sorted.peek(), until);
    } catch (error) {
      reason.value = error instanceof DOMException ? `${error.name}: ${error.message}` : `${error}`;
      status.value = 'failed';
      return;
    }
    await takeOver();
  }

  async function showList(which: List): Promise<void> {
    list.value = which;
    if (which === 'starred') return;
    try {
      put(...(await dismissed(await connect())));
    } catch (error) {
      reason.value = String(error);
      status.value = 'failed';
    }
  }

  /** What was typed when a popup was closed in mid-word, also of papers that are not shown. */
  async function takeOver(): Promise<void> {
    if (status.peek() !== 'open') return;
    const drafts = left;
    left = [];
    for (const { id, draft, key } of drafts) {
      const entry = known.peek().get(id) ?? (await connect().then((db) => entryOf(db, id)));
      if (!entry) continue;
      const saver = noteSaverOf(entry);
      saver.adopt(draft, key);
      await saver.settled();
      const isShown = entries.peek().has(entry.paper.id);
      if (saver.failure.peek() && !isShown) {
        notice.value = { text: word('popup_draft_left', entry.paper.title) };
      }
    }
  }

  async function follow({ mark, ids }: Change): Promise<void> {
    const old = known.peek().get(mark.id);
    if (old && old.mark.seq >= mark.seq) return;
    const entry = await connect().then((db) => entryOf(db, mark.id));
    const others = ids.filter((id) => id !== mark.id && known.peek().has(id));
    if (others.length > 0) {
      // Two records have become one, under another name.
      const next = new Map(known.peek());
      for (const id of others) next.delete(id);
      known.value = next;
    }
    if (entry) put(entry);
  }

  function noteSaverOf({ paper, mark }: Entry): NoteSaver {
    const saver = savers.get(paper.id);
    if (saver) return saver;
    const send = async (note: NotePatch): Promise<Mark> => {
      const written = await call('mark', paper, { note });
      put({ paper: known.peek().get(paper.id)?.paper ?? paper, mark: written });
      return written;
    };
    const made = makeNoteSaver(mark.note ?? '', draftKey(editor, paper.id), localStorage, send);
    savers.set(paper.id, made);
    return made;
  }

  async function change({ paper }: Entry, patch: MarkPatch): Promise<void> {
    const { id } = paper;
    const earlier = pending.peek().get(id);
    const now = Date.now();
    const apply: Pending = (mark) => showPatch(earlier ? earlier(mark) : mark, patch, now);
    pending.value = new Map(pending.peek()).set(id, apply);
    try {
      put({ paper, mark: await call('mark', paper, patch) });
    } catch (error) {
      notice.value = { text: word(`overlay_failed_${(error as RequestError).code}`) };
    }
    // A later change of the same paper has this one in it, and goes on alone.
    if (pending.peek().get(id) !== apply) return;
    const next = new Map(pending.peek());
    next.delete(id);
    pending.value = next;
  }

  subscribe((changes) => {
    for (const change of changes) follow(change).catch(console.error);
  }, until);
  inheritDrafts(editor, localStorage, (drafts) => {
    left.push(...drafts);
    void takeOver().catch(console.error);
  });

  return {
    status,
    reason,
    counts,
    shown,
    rows: computed(() => shown.value.slice(0, limit.value)),
    query,
    list,
    hasDismissed: computed(() => dismissedBefore.value > 0 || entriesOf('dismissed').size > 0),
    order,
    unreadOnly,
    notice,
    open,
    showList,
    showMore() {
      if (limit.peek() < shown.peek().length) limit.value = limit.peek() + FIRST;
    },
    hold(id) {
      held.value = id;
    },
    noteSaverOf,
    change,
    unstar(entry) {
      const { starredAt } = entry.mark;
      notice.value = {
        text: word('popup_unstarred', entry.paper.title),
        undo: () => {
          // With the time it had, the paper comes back to its place.
          if (starredAt !== undefined) void change(entry, { starred: starredAt });
          return entry.paper.id;
        },
      };
      void change(entry, { starred: false });
    },
    restore(entry) {
      const { dismissedAt } = entry.mark;
      notice.value = {
        text: word('popup_restored', entry.paper.title),
        undo: () => {
          if (dismissedAt !== undefined) void change(entry, { dismissed: dismissedAt });
          return entry.paper.id;
        },
      };
      void change(entry, { dismissed: false });
    },
    connect,
    async read(scope) {
      await Promise.all([...savers.values()].map((saver) => saver.settled()));
      // It says so where it cannot be opened; an empty list is no answer then.
      const db = await connect();
      await opened;
      if (scope === 'shown') return shown.peek();
      return scope === 'starred' ? starred(db) : allEntries(db);
    },
  };
}

/** The marks as they will be once the patch is committed. */
function showPatch(mark: Mark, patch: MarkPatch, now: number): Mark {
  const { starredAt, readAt, dismissedAt, ...rest } = mark;
  const starred = timeAfter(starredAt, patch.starred, now);
  const read = timeAfter(readAt, patch.read, now);
  const gone = timeAfter(dismissedAt, patch.dismissed, now);
  return {
    ...rest,
    ...(starred === undefined ? {} : { starredAt: starred }),
    ...(read === undefined ? {} : { readAt: read }),
    ...(gone === undefined ? {} : { dismissedAt: gone }),
  };
}

function timeAfter(current: number | undefined, wanted: When | undefined, now: number) {
  if (wanted === undefined) return current;
  if (wanted === false) return undefined;
  return wanted === true ? (current ?? now) : wanted;
}
