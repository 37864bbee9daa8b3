import { signal } from '@preact/signals';
import { makeConnection } from '../library/connection';
import type { PaperId } from '../paper/ids';
import type { Paper } from '../paper/paper';
import { type Change, subscribe } from '../protocol/changes';
import { makeSums, type Sums } from './figures';
import { type Ledger, makeLedger } from './ledger';
import { scan } from './scan';

/** The sums as they stood: a new object whenever they have changed. */
export interface Seen {
  readonly sums: Sums;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export type Status = 'reading' | 'counted' | 'open' | 'failed';

/** What the reading page knows. */
export interface ReadingStore {
  /** `counted`: the marks are counted, and the facts of their papers are still being read. */
  readonly status: { readonly value: Status };
  /** The browser's reason, when the library cannot be read. */
  readonly reason: { readonly value: string };
  readonly seen: { readonly value: Seen };
  /** Reads the library, and follows it from then on. Never rejects. */
  open(): Promise<void>;
}

/** Changes come one by one while a digest is skimmed; the page shows them at this pace, in ms. */
const PACE_MS = 1_000;
/** Marks that took longer than this, in ms, are shown before the papers, which take longer still. */
const LONG_MS = 200;

export function makeReadingStore(until: AbortSignal): ReadingStore {
  const status = signal<Status>('reading');
  const reason = signal('');
  const seen = signal<Seen>({ sums: makeSums(), at: Date.now() });
  const { connect } = makeConnection();
  let ledger: Ledger = makeLedger();
  /** Changes that were heard of and are not counted yet, by the paper's id. */
  const waiting = new Map<PaperId, Change>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    seen.value = { sums: ledger.sums, at: Date.now() };
  }

  async function open(): Promise<void> {
    status.value = 'reading';
    ledger = makeLedger();
    try {
      const began = performance.now();
      await scan(connect, 'marks', ledger.putMark, until);
      if (performance.now() - began > LONG_MS) {
        show();
        status.value = 'counted';
      }
      await scan(connect, 'papers', ledger.putPaper, until);
      if (until.aborted) return;
      await takeIn();
      show();
      status.value = 'open';
    } catch (error) {
      reason.value = error instanceof DOMException ? `${error.name}: ${error.message}` : `${error}`;
      status.value = 'failed';
    }
  }

  /** Counts the changes that were heard of, with what is known of their papers by now. */
  async function takeIn(): Promise<void> {
    if (waiting.size === 0) return;
    const changes = [...waiting.values()];
    waiting.clear();
    const papers = await papersOf(changes.map(({ mark }) => mark.id)).catch((error: unknown) => {
      for (const change of changes) hear(change);
      throw error;
    });
    for (const [i, { mark, ids }] of changes.entries()) {
      // Two records may have become one, under another name.
      for (const id of ids) if (id !== mark.id) ledger.drop(id);
      ledger.putMark(mark);
      const paper = papers[i];
      if (paper) ledger.putPaper(paper);
    }
  }

  async function papersOf(ids: readonly PaperId[]): Promise<(Paper | undefined)[]> {
    const { store } = (await connect()).transaction('papers');
    return Promise.all(ids.map((id) => store.get(id)));
  }

  function hear(change: Change): void {
    const { id, seq } = change.mark;
    const known = waiting.get(id);
    if (!known || known.mark.seq < seq) waiting.set(id, change);
  }

  async function follow(): Promise<void> {
    timer = undefined;
    if (status.peek() !== 'open') return;
    try {
      await takeIn();
      show();
    } catch (error) {
      // The figures stand as they were; the next change is another try.
      console.error(error);
    }
  }

  function schedule(): void {
    // A page that nobody sees has time until it is seen.
    if (document.hidden || waiting.size === 0) return;
    timer ??= setTimeout(() => void follow(), PACE_MS);
  }

  subscribe((changes) => {
    changes.forEach(hear);
    schedule();
  }, until);
  document.addEventListener('visibilitychange', schedule, { signal: until });
  until.addEventListener('abort', () => clearTimeout(timer));

  return { status, reason, seen, open };
}
