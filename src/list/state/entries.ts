import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { entriesOf } from '../../library/entries';
import type { Library } from '../../library/schema';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { type Mark, type MarkPatch, type NotePatch, previewPatch } from '../../paper/mark';
import type { Change } from '../../protocol/changes';
import { RequestError } from '../../protocol/requests';
import { call } from '../../protocol/rpc';
import { draftKey } from '../../ui/drafts';
import { makeNoteSaver, type NoteSaver } from '../../ui/note-saver';

/** As far as it is known: not read yet, or no longer in the library. */
export type Known = Entry | 'unread' | 'gone';

/** The papers that the page has looked at, and what is being done with them. */
export interface Entries {
  of(id: PaperId): ReadonlySignal<Known>;
  /** The same at this moment, of a paper that may never have been on the page. */
  peek(id: PaperId): Known;
  /** Reads those that are not known, in one transaction. Rejects where the library cannot be read. */
  want(ids: readonly PaperId[]): Promise<void>;
  /** Reads one more, which may be none of the rows in view. */
  add(id: PaperId): Promise<void>;
  /** Takes in what the library said, unless something newer is known. */
  put(entries: readonly Entry[]): void;
  /** Follows what was published: what is on the page is read again, and notes in editors go along. */
  follow(changes: readonly Change[]): Promise<void>;
  /** Shows the patch at once; resolves with the reason where it was not saved, and is taken back. */
  change(ids: readonly PaperId[], patch: MarkPatch): Promise<RequestError | undefined>;
  noteSaverOf(entry: Entry): NoteSaver;
  /** Resolves when all that was typed is saved, or cannot be. */
  settled(): Promise<void>;
  /** Forgets what is known, where the library may be another one. */
  refresh(): Promise<void>;
}

/** So many are kept; the page shows a few dozen, and the reader scrolls back and forth. */
const MOST = 2_000;

type Pending = (mark: Mark) => Mark;

interface Cell {
  readonly known: Signal<Known>;
  readonly pending: Signal<readonly Pending[]>;
  readonly shown: ReadonlySignal<Known>;
}

/** @param editor the name of this page among those that write drafts */
export function makeEntries(connect: () => Promise<Library>, editor: string): Entries {
  const cells = new Map<PaperId, Cell>();
  const savers = new Map<PaperId, NoteSaver>();
  let wanted: readonly PaperId[] = [];
  /** One read at a time: of a list that flies by, what was wanted meanwhile is passed over. */
  let reading: Promise<void> = Promise.resolve();
  let isReading = false;

  function cellOf(id: PaperId): Cell {
    const cell = cells.get(id);
    if (cell) return cell;
    const known = signal<Known>('unread');
    const pending = signal<readonly Pending[]>([]);
    const shown = computed((): Known => {
      const entry = known.value;
      if (typeof entry === 'string' || pending.value.length === 0) return entry;
      const mark = pending.value.reduce((so, change) => change(so), entry.mark);
      return { paper: entry.paper, mark };
    });
    const made = { known, pending, shown };
    cells.set(id, made);
    return made;
  }

  /** The longest unseen go, but for those that are on the page or have something under way. */
  function evict(): void {
    if (cells.size <= MOST) return;
    const stay = new Set(wanted);
    for (const [id, cell] of cells) {
      if (cells.size <= MOST) return;
      // The detail pane may show one whose row is long out of view, and would follow it no more.
      const isShown = stay.has(id) || savers.has(id);
      if (!isShown && cell.pending.peek().length === 0) cells.delete(id);
    }
  }

  function take(entry: Entry): void {
    const { id } = entry.paper;
    const { known } = cellOf(id);
    const old = known.peek();
    if (typeof old !== 'string' && old.mark.seq > entry.mark.seq) return;
    known.value = entry;
    savers.get(id)?.follow(entry.mark.note ?? '');
  }

  async function read(ids: readonly PaperId[]): Promise<void> {
    const entries = await entriesOf(await connect(), ids);
    batch(() => {
      ids.forEach((id, i) => {
        const entry = entries[i];
        if (entry) take(entry);
        else cellOf(id).known.value = 'gone';
      });
    });
  }

  async function readWanted(): Promise<void> {
    isReading = true;
    try {
      for (;;) {
        const missing = wanted.filter((id) => cellOf(id).known.peek() === 'unread');
        if (missing.length === 0) return;
        await read(missing);
      }
    } finally {
      // In the moment in which it is found that nothing is missing: what is wanted next is read anew.
      isReading = false;
    }
  }

  async function follow(changes: readonly Change[]): Promise<void> {
    const stale = new Set<PaperId>();
    for (const { mark, ids } of changes) {
      const now = cells.get(mark.id)?.known.peek();
      // What is told late, after the answer to a later change, is not the note any more.
      const isOld = typeof now === 'object' && now.mark.seq > mark.seq;
      if (!isOld) savers.get(mark.id)?.follow(mark.note ?? '');
      for (const id of ids) {
        const known = cells.get(id)?.known.peek();
        if (known === undefined || known === 'unread') continue;
        if (known !== 'gone' && id === mark.id && known.mark.seq >= mark.seq) continue;
        // Of two records that have become one, the other is read as gone.
        stale.add(id);
      }
    }
    if (stale.size > 0) await read([...stale]);
  }

  async function change(
    ids: readonly PaperId[],
    patch: MarkPatch,
  ): Promise<RequestError | undefined> {
    const now = Date.now();
    const apply: Pending = (mark) => previewPatch(mark, patch, now);
    const touched = ids.flatMap((id) => cells.get(id) ?? []);
    batch(() => {
      for (const { pending } of touched) pending.value = [...pending.peek(), apply];
    });
    try {
      const marks = await call('markIds', ids, patch);
      batch(() => {
        for (const mark of marks) {
          const known = cells.get(mark.id)?.known.peek();
          if (known && typeof known !== 'string') take({ paper: known.paper, mark });
        }
      });
      return undefined;
    } catch (error) {
      return error instanceof RequestError ? error : new RequestError('internal', String(error));
    } finally {
      batch(() => {
        for (const { pending } of touched) {
          pending.value = pending.peek().filter((one) => one !== apply);
        }
      });
    }
  }

  return {
    of: (id) => cellOf(id).shown,
    peek: (id) => cells.get(id)?.shown.peek() ?? 'unread',

    want(ids) {
      wanted = ids;
      for (const id of ids) {
        const cell = cellOf(id);
        // The last seen is the last to go.
        cells.delete(id);
        cells.set(id, cell);
      }
      evict();
      if (!isReading) reading = readWanted();
      return reading;
    },

    async add(id) {
      if (cellOf(id).known.peek() === 'unread') await read([id]);
    },

    put(entries) {
      batch(() => entries.forEach(take));
    },

    follow,
    change,

    noteSaverOf({ paper, mark }) {
      const saver = savers.get(paper.id);
      if (saver) return saver;
      const send = async (note: NotePatch): Promise<Mark> => {
        const written = await call('mark', paper, { note });
        const known = cells.get(paper.id)?.known.peek();
        take({ paper: known && typeof known !== 'string' ? known.paper : paper, mark: written });
        return written;
      };
      const made = makeNoteSaver(mark.note ?? '', draftKey(editor, paper.id), localStorage, send);
      savers.set(paper.id, made);
      return made;
    },

    async settled() {
      await Promise.all([...savers.values()].map((saver) => saver.settled()));
    },

    async refresh() {
      for (const [id, { known }] of cells)
        if (known.peek() !== 'unread' && !wanted.includes(id)) cells.delete(id);
      if (wanted.length > 0) await read(wanted);
    },
  };
}
