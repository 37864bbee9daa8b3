import { computed, effect, signal, untracked } from '@preact/signals';
import { message } from '../i18n';
import {
  allEntries,
  countBy,
  entriesOf,
  entryOf,
  firstEntries,
  lastNoted,
} from '../library/entries';
import type { Finder, Found, Order, View } from '../library/index/finder';
import type { Library } from '../library/schema';
import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import {
  hasFlag,
  type Mark,
  type MarkPatch,
  type NotePatch,
  previewPatch,
  timeFieldOf,
} from '../paper/mark';
import { type Change, subscribe } from '../protocol/changes';
import type { RequestError } from '../protocol/requests';
import { call } from '../protocol/rpc';
import { joinQueries, parseQuery, type Query } from '../search/query';
import { draftKey, inheritDrafts, type LeftDraft } from '../ui/notes/drafts';
import { makeNoteSaver, type NoteSaver } from '../ui/notes/note-saver';
import { FIRST_ROW_COUNT, type FirstRows, painted } from '../ui/page/first-rows';
import type { Notice } from '../ui/page/notice';

/** The two lists: what was starred, and what was marked "Not for me". */
export type List = 'starred' | 'dismissed';

/** The popup's feedback line. */
export interface PopupNotice extends Notice {
  /** Takes back what the notice reports, and returns the paper whose row comes back. */
  readonly undo?: () => PaperId;
}

export interface Counts {
  readonly starred: number;
  readonly dismissed: number;
  /** Undefined until the index has told. */
  readonly unread: number | undefined;
  /** How many of the list the query and the filter leave; undefined where there is neither. */
  readonly found: number | undefined;
}

/** What the popup shows, and all that can be done in it. */
export interface PopupStore {
  readonly status: { readonly value: 'opening' | 'open' | 'failed' };
  /** The browser's reason, when the library cannot be opened. */
  readonly reason: { readonly value: string };
  readonly counts: { readonly value: Counts };
  /** The rows that there are so far of what search, filter and order leave. */
  readonly rows: { readonly value: readonly Entry[] };
  readonly list: { readonly value: List };
  /** Whether there is anything in the other list, which is shown only then. */
  readonly hasDismissed: { readonly value: boolean };
  /** The paper whose note was written last, where it has one. */
  readonly noted: { readonly value: Entry | undefined };
  readonly query: { value: string };
  /** What the search box says, understood as far as it can be. */
  readonly parsed: { readonly value: Query };
  readonly order: { value: Order };
  readonly unreadOnly: { value: boolean };
  readonly notice: { value: PopupNotice | undefined };
  /** Grows with every change of the library that was heard of. */
  readonly changes: { readonly value: number };
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
  /** The entries under these ids, as they stand; what the library does not have is left out. */
  entriesOf(ids: readonly PaperId[]): Promise<readonly Entry[]>;
  connect(): Promise<Library>;
  read(scope: 'shown' | 'starred' | 'library'): Promise<readonly Entry[]>;
}

const UNREAD = parseQuery('is:unread');

/** What a change that is under way makes of a mark. */
type Pending = (mark: Mark) => Mark;

/** What is listed now, in its order: so many in all, of which the first are here. */
interface Listed {
  readonly ids: readonly PaperId[];
  /** Undefined where the list is read by its index, which does not tell. */
  readonly total: number | undefined;
}

export function makePopupStore(first: FirstRows, until: AbortSignal): PopupStore {
  const status = signal<'opening' | 'open' | 'failed'>('opening');
  const reason = signal('');
  /** As the library has them, also those that lost their star while they were shown. */
  const known = signal<ReadonlyMap<PaperId, Entry>>(new Map());
  const pending = signal<ReadonlyMap<PaperId, Pending>>(new Map());
  const listed = signal<Listed>({ ids: [], total: undefined });
  const totals = signal<Omit<Counts, 'found'>>({
    starred: 0,
    dismissed: 0,
    unread: undefined,
  });
  const list = signal<List>('starred');
  const followed = signal(0);
  const noted = signal<PaperId | undefined>(undefined);
  const query = signal('');
  const order = signal<Order>('starred');
  const unreadOnly = signal(false);
  const limit = signal(FIRST_ROW_COUNT);
  const held = signal<PaperId | undefined>(undefined);
  const notice = signal<PopupNotice | undefined>(undefined);
  const savers = new Map<PaperId, NoteSaver>();
  /** The name of this page among those that write drafts. */
  const editor = crypto.randomUUID();
  let left: LeftDraft[] = [];
  const { connect } = first.connection;
  let finder: Finder | undefined;
  let finding: Promise<Finder> | undefined;
  /** Of the latest look at the library: an older one, which answers late, is not shown. */
  let turn = 0;

  const parsed = computed(() => parseQuery(query.value));
  /** The list in the order of its own index needs no search: it is there at once, of whatever size. */
  const isPlain = computed(
    () => parsed.value.root === undefined && order.value === 'starred' && !unreadOnly.value,
  );

  const entryNow = (id: PaperId): Entry | undefined => {
    const entry = known.value.get(id);
    const change = pending.value.get(id);
    return entry && change ? { paper: entry.paper, mark: change(entry.mark) } : entry;
  };
  const rows = computed(() =>
    listed.value.ids.flatMap((id) => {
      const entry = entryNow(id);
      return entry && hasFlag(entry.mark, list.value) ? [entry] : [];
    }),
  );

  /** Loaded and opened once something is on screen: it reads more than the first rows need. */
  function find(): Promise<Finder> {
    finding ??= import('../library/index/finder').then(({ openFinder }) => {
      finder = openFinder(connect, until);
      finder.onChange(() => void look(), until);
      return finder;
    });
    return finding;
  }

  /** Takes in what the library said, unless something newer is known. */
  function put(...changed: readonly Entry[]): void {
    const next = new Map(known.peek());
    for (const entry of changed) {
      const { id } = entry.paper;
      const old = next.get(id);
      if (old && old.mark.seq > entry.mark.seq) continue;
      next.set(id, entry);
      // Also of one that comes anew: its editor may have the note that it had before it was removed.
      savers.get(id)?.follow(entry.mark.note ?? '');
    }
    known.value = next;
  }

  async function open(): Promise<void> {
    status.value = 'opening';
    await look();
    if (status.peek() === 'open') await takeOver();
  }

  /** Reads what is to be shown now, and shows it. Never rejects. */
  async function look(): Promise<void> {
    const mine = ++turn;
    try {
      const next = isPlain.peek() ? await readPlain() : await readFound();
      if (mine !== turn) return;
      const isFirst = status.peek() === 'opening';
      put(...next.entries);
      listed.value = { ids: keepHeld(next.ids), total: next.total };
      status.value = 'open';
      if (isFirst) await painted();
      // What is on the screen stays there, also where it can no longer be counted.
      await connect()
        .then((db) => countAll(db, mine))
        .catch(console.warn);
    } catch (error) {
      if (mine !== turn) return;
      // What is on screen stays: the reader may be writing in it.
      if (rows.peek().length > 0) {
        notice.value = { text: message('popup_failed') };
        return;
      }
      reason.value = error instanceof DOMException ? `${error.name}: ${error.message}` : `${error}`;
      status.value = 'failed';
    }
  }

  type Look = Listed & { readonly entries: readonly Entry[] };

  async function readPlain(): Promise<Look> {
    const view = list.peek();
    const wanted = limit.peek();
    const early = wanted === FIRST_ROW_COUNT ? await first.take(view) : undefined;
    const entries = early ?? (await firstEntries(await connect(), view, wanted));
    return { entries, ids: entries.map(({ paper }) => paper.id), total: undefined };
  }

  async function readFound(): Promise<Look> {
    const found = await findShown();
    const ids = found.ids(0, limit.peek());
    const read = await entriesOf(await connect(), ids);
    const entries = read.filter((entry) => entry !== undefined);
    return { entries, ids, total: found.total };
  }

  async function findShown(): Promise<Found> {
    const typed = parsed.peek();
    const wanted = unreadOnly.peek() ? joinQueries(typed, UNREAD) : typed;
    const view: View = list.peek();
    const best = typed.root !== undefined && order.peek() === 'starred';
    return (await find()).find(wanted, { view, order: best ? 'best' : order.peek() });
  }

  async function countAll(db: Library, mine: number): Promise<void> {
    const [inList, gone, last] = await Promise.all([
      countBy(db, 'starred'),
      countBy(db, 'dismissed'),
      lastNoted(db),
    ]);
    if (mine !== turn) return;
    if (last) put(last);
    noted.value = last?.paper.id;
    const unread = inList === 0 ? 0 : totals.peek().unread;
    totals.value = { starred: inList, dismissed: gone, unread };
    if (inList === 0) return;
    const { total } = await (await find()).find(UNREAD, { view: 'starred', order: 'starred' });
    if (mine === turn) totals.value = { starred: inList, dismissed: gone, unread: total };
  }

  /** The row that the reader is in keeps its place in the list, also where it is found no more. */
  function keepHeld(ids: readonly PaperId[]): readonly PaperId[] {
    const id = held.peek();
    const at = id === undefined ? -1 : listed.peek().ids.indexOf(id);
    if (id === undefined || at < 0 || ids.includes(id)) return ids;
    return ids.toSpliced(at, 0, id);
  }

  // Another list begins at its top, with as few rows as the first.
  effect(() => {
    void [list.value, query.value, order.value, unreadOnly.value];
    untracked(() => {
      limit.value = FIRST_ROW_COUNT;
      if (status.peek() === 'open') void look();
    });
  });

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
      const isShown = rows.peek().some(({ paper }) => paper.id === entry.paper.id);
      if (saver.failure.peek() && !isShown) {
        notice.value = { text: message('popup_draft_left', entry.paper.title) };
      }
    }
  }

  async function follow(changes: readonly Change[]): Promise<void> {
    finder?.follow(changes);
    const db = await connect();
    const read = await entriesOf(
      db,
      changes.map(({ mark }) => mark.id),
    );
    put(...read.filter((entry) => entry !== undefined));
    // What was removed, and two records that have become one under another name.
    const gone = changes.flatMap(({ mark, ids }, i) =>
      ids.filter((id) => known.peek().has(id) && (id !== mark.id || read[i] === undefined)),
    );
    if (gone.length > 0) {
      const next = new Map(known.peek());
      for (const id of gone) next.delete(id);
      known.value = next;
    }
    followed.value++;
    await look();
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
    const apply: Pending = (mark) => previewPatch(earlier ? earlier(mark) : mark, patch, now);
    pending.value = new Map(pending.peek()).set(id, apply);
    try {
      put({ paper, mark: await call('mark', paper, patch) });
    } catch (error) {
      notice.value = { text: message(`overlay_failed_${(error as RequestError).code}`) };
    }
    // A later change of the same paper has this one in it, and goes on alone.
    if (pending.peek().get(id) !== apply) return;
    const next = new Map(pending.peek());
    next.delete(id);
    pending.value = next;
  }

  /** Takes the paper out of a list, with a way back to the place it had. */
  function takeOut(entry: Entry, from: List, text: string): void {
    const at = entry.mark[timeFieldOf(from)];
    notice.value = {
      text,
      undo: () => {
        if (at !== undefined) void change(entry, { [from]: at });
        return entry.paper.id;
      },
    };
    void change(entry, { [from]: false });
  }

  subscribe((changes) => void follow(changes).catch(console.error), until);
  inheritDrafts(editor, localStorage, (drafts) => {
    left.push(...drafts);
    void takeOver().catch(console.error);
  });

  return {
    status,
    reason,
    counts: computed(() => ({ ...totals.value, found: listed.value.total })),
    rows,
    query,
    parsed,
    list,
    hasDismissed: computed(() => totals.value.dismissed > 0 || list.value === 'dismissed'),
    noted: computed(() => {
      const entry = noted.value && entryNow(noted.value);
      return entry?.mark.note === undefined ? undefined : entry;
    }),
    order,
    unreadOnly,
    notice,
    changes: followed,
    open,
    showList(which) {
      list.value = which;
    },
    showMore() {
      if (listed.peek().ids.length < limit.peek()) return;
      limit.value += FIRST_ROW_COUNT;
      void look();
    },
    hold(id) {
      held.value = id;
    },
    noteSaverOf,
    change,
    unstar(entry) {
      takeOut(entry, 'starred', message('popup_unstarred', entry.paper.title));
    },
    restore(entry) {
      takeOut(entry, 'dismissed', message('popup_restored', entry.paper.title));
    },
    async entriesOf(ids) {
      const read = await entriesOf(await connect(), ids);
      const there = read.filter((entry) => entry !== undefined);
      put(...there);
      return there.map(({ paper }) => entryNow(paper.id) as Entry);
    },
    connect,
    async read(scope) {
      await Promise.all([...savers.values()].map((saver) => saver.settled()));
      // It says so where it cannot be opened; an empty list is no answer then.
      const db = await connect();
      if (scope === 'library') return allEntries(db);
      if (scope === 'starred') return firstEntries(db, 'starred');
      if (isPlain.peek()) return firstEntries(db, list.peek());
      const found = await findShown();
      const read = await entriesOf(db, found.ids(0, found.total));
      return read.filter((entry) => entry !== undefined);
    },
  };
}
