import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { removed } from '../../library/bin';
import { firstEntries, idsBy } from '../../library/entries';
import type { Finder, Found, View } from '../../library/index/finder';
import type { Library, Removed } from '../../library/schema';
import type { PaperId } from '../../paper/ids';
import { pageOf } from '../../paper/ids';
import { type Change, subscribe } from '../../protocol/changes';
import { parseQuery, type Query } from '../../search/query';
import { FIRST, type FirstLook, painted } from '../../ui/first-look';
import { type Address, makeAddress } from './address';
import { type Entries, type Known, makeEntries } from './entries';
import { EMPTY, type Growing, growing, listingOf, MOST_EXTRAS, placeFor } from './listing';

/** Rows that are read before an answer is shown, so that they do not come in one after another. */
const READ_AHEAD = 30;
/** How often, at most, what has changed elsewhere is looked for in the list, in ms. */
const CHECK_MS = 400;
/** What was published is heard of by then, or never. */
const HEARD_MS = 2_000;

export type Counts = Readonly<Record<View, number>>;

/** The library as this page shows it. */
export interface ListStore {
  readonly address: Address;
  readonly query: ReadonlySignal<Query>;
  readonly status: ReadonlySignal<'opening' | 'open' | 'failed'>;
  /** The browser's reason, where the library cannot be opened. */
  readonly reason: ReadonlySignal<string>;
  readonly listing: ReadonlySignal<Growing>;
  /** Grows with every other list: what is shown then begins at its top. */
  readonly turn: ReadonlySignal<number>;
  /** How many papers match now; the list keeps those that matched when it was asked for. */
  readonly total: ReadonlySignal<number>;
  /** The list is not the whole answer yet. */
  readonly isPartial: ReadonlySignal<boolean>;
  /** More has changed than came into the list one by one. */
  readonly isStale: ReadonlySignal<boolean>;
  /** The share of the library that search has read, 0 to 1. */
  readonly progress: ReadonlySignal<number>;
  readonly counts: ReadonlySignal<Counts | undefined>;
  readonly bin: ReadonlySignal<ReadonlyMap<PaperId, Removed>>;
  readonly entries: Entries;
  readonly current: { value: PaperId | undefined; peek(): PaperId | undefined };
  /** What is known of a row. */
  shownOf(id: PaperId): Known;
  connect(): Promise<Library>;
  /** Opens the library, again where it failed. */
  open(): Promise<void>;
  /** Asks for the list anew; the reader stays where he is in it. */
  refresh(): Promise<void>;
  /** Resolves when a change of the paper has been heard of here. */
  heard(id: PaperId): Promise<void>;
  /** Calls after every change, with what it was. */
  onChanges(listener: (changes: readonly Change[]) => void): void;
  /** Says that the library did not answer. */
  fail(error: unknown): void;
}

export function makeListStore(look: FirstLook, editor: string, until: AbortSignal): ListStore {
  const status = signal<'opening' | 'open' | 'failed'>('opening');
  const reason = signal('');
  const listing = signal<Growing>(growing(EMPTY));
  const turn = signal(0);
  const total = signal(0);
  const isPartial = signal(true);
  const isStale = signal(false);
  const progress = signal(0);
  const counts = signal<Counts | undefined>(undefined);
  const bin = signal<ReadonlyMap<PaperId, Removed>>(new Map());
  const current = signal<PaperId | undefined>(undefined);
  const listeners: ((changes: readonly Change[]) => void)[] = [];
  /** Papers that changed since the list was last compared with what the finder says. */
  const touched = new Set<PaperId>();
  const waiting = new Map<PaperId, (() => void)[]>();
  const { connection } = look;
  const { connect } = connection;
  let finder: Finder | undefined;
  let asked = 0;
  let wanted: PaperId | undefined;

  const entries = makeEntries(connect, editor);
  const address = makeAddress((id) => {
    wanted = id;
  }, until);
  const query = computed(() => parseQuery(address.listQuery.value.query));

  connection.onLost = () => {
    // Whether it can be opened again is better known before the next click than after it.
    if (status.peek() === 'open') connect().catch(fail);
  };

  function fail(error: unknown): void {
    if (until.aborted) return;
    console.error(error);
    batch(() => {
      reason.value = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      status.value = 'failed';
    });
  }

  /** Shows an answer. `isFresh`: of another question, so that the reader begins at its top. */
  function adopt(found: Found, isFresh: boolean): void {
    batch(() => {
      listing.value = growing(found);
      total.value = found.total;
      isStale.value = false;
      if (isFresh) turn.value++;
      const stays = wanted ?? current.peek();
      wanted = undefined;
      if (stays === undefined || found.indexOf(stays) < 0) current.value = found.ids(0, 1)[0];
      else current.value = stays;
      status.value = 'open';
    });
  }

  async function ask(): Promise<Found> {
    const { view, order, reverse } = address.listQuery.peek();
    if (view === 'bin') return readBin();
    if (!finder) throw new Error('The finder is not open.');
    const found = await finder.find(query.peek(), { view, order, reverse });
    progress.value = finder.progress.value;
    if (progress.peek() === 1 || !isPlain()) return found;
    // A view in its own order needs no search, and is whole at once.
    return listingOf(await idsBy(await connect(), view));
  }

  function isPlain(): boolean {
    const { order, reverse } = address.listQuery.peek();
    return query.peek().root === undefined && order === 'best' && !reverse;
  }

  async function readBin(): Promise<Found> {
    const all = await removed(await connect());
    bin.value = new Map(all.map((one) => [one.id, one]));
    return listingOf(all.map(({ id }) => id));
  }

  async function find(isFresh: boolean): Promise<void> {
    const mine = ++asked;
    const isOld = (): boolean => mine !== asked || until.aborted;
    try {
      // What changes from now on may be missing in the answer.
      touched.clear();
      const found = await ask();
      if (isOld()) return;
      const { view } = address.listQuery.peek();
      if (view !== 'bin' && isFresh) {
        const reading = entries.want(found.ids(0, READ_AHEAD));
        await Promise.race([reading, nextFrame()]);
        if (isOld()) return;
        reading.catch(fail);
      }
      isPartial.value = view !== 'bin' && progress.peek() < 1 && !isPlain();
      adopt(found, isFresh);
    } catch (error) {
      if (!isOld()) fail(error);
    }
  }

  async function countAll(): Promise<void> {
    counts.value = await finder?.counts();
  }

  async function open(): Promise<void> {
    status.value = 'opening';
    try {
      const db = await connect();
      const { view } = address.listQuery.peek();
      if (isPlain() && view !== 'bin' && listing.peek().total === 0) {
        const first = (await look.take(view)) ?? (await firstEntries(db, view, FIRST));
        entries.put(first);
        adopt(listingOf(first.map(({ paper }) => paper.id)), true);
        await painted();
      } else {
        await entries.refresh();
      }
      if (!finder) {
        const { openFinder } = await import('../../library/index/finder');
        finder = openFinder(connect, until);
        finder.onChange(checkSoon, until);
      }
      await find(listing.peek().total === 0);
      if (status.peek() === 'open') await countAll();
    } catch (error) {
      fail(error);
    }
  }

  let checking: ReturnType<typeof setTimeout> | undefined;
  function checkSoon(): void {
    if (checking) return;
    checking = setTimeout(() => {
      checking = undefined;
      check().catch(fail);
    }, CHECK_MS);
  }

  /** Lets into the list what belongs there by now; nothing leaves it under the reader's hand. */
  async function check(): Promise<void> {
    if (!finder || status.peek() !== 'open' || until.aborted) return;
    await countAll();
    if (isPartial.peek()) {
      await find(false);
      return;
    }
    // A view in its own order was whole before all was indexed, and stays as the reader has it.
    progress.value = finder.progress.value;
    if (touched.size === 0 || address.listQuery.peek().view === 'bin') return;
    const mine = asked;
    const found = await ask();
    if (mine !== asked) return;
    total.value = found.total;
    const shown = listing.peek();
    const news = [...touched].filter((id) => shown.indexOf(id) < 0 && found.indexOf(id) >= 0);
    touched.clear();
    if (news.length > MOST_EXTRAS) {
      isStale.value = true;
      return;
    }
    // From the end: of two that come next to one another the later finds its place by the rest.
    const sorted = news.sort((a, b) => found.indexOf(b) - found.indexOf(a));
    listing.value = sorted.reduce((so, id) => so.insert(id, placeFor(id, found, so)), shown);
    if (current.peek() === undefined) current.value = listing.peek().ids(0, 1)[0];
  }

  subscribe((changes) => {
    entries.follow(changes).catch(fail);
    finder?.follow(changes);
    for (const { mark, ids } of changes) {
      touched.add(mark.id);
      for (const id of [mark.id, ...ids]) {
        for (const hear of waiting.get(id) ?? []) hear();
        waiting.delete(id);
      }
    }
    for (const listener of listeners) listener(changes);
    checkSoon();
  }, until);

  // Another listQuery is another question.
  let before = address.listQuery.peek();
  effect(() => {
    const listQuery = address.listQuery.value;
    if (listQuery === before) return;
    before = listQuery;
    if (finder || listQuery.view === 'bin') void find(true);
  });

  return {
    address,
    query,
    status,
    reason,
    listing,
    turn,
    total,
    isPartial,
    isStale,
    progress,
    counts,
    bin,
    entries,
    current,
    shownOf(id) {
      const binned = address.listQuery.value.view === 'bin' ? bin.value.get(id) : undefined;
      if (!binned) return entries.of(id).value;
      const { paper = { id, title: id, authors: [], links: { page: pageOf(id) } }, mark } = binned;
      return { paper, mark };
    },
    connect,
    open,
    refresh: () => find(false),
    heard(id) {
      return new Promise((resolve) => {
        waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
        setTimeout(resolve, HEARD_MS);
      });
    },
    onChanges(listener) {
      listeners.push(listener);
    },
    fail,
  };
}

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
