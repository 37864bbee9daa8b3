import { signal } from '@preact/signals';
import { makeConnection } from '../library/connection';
import { subscribe } from '../protocol/changes';
import { makeChangeQueue } from './change-queue';
import { type Ledger, makeLedger } from './ledger';
import { scan } from './scan';
import { makeSums, type Sums } from './sums';

/** The sums at one moment; a new object whenever they have changed. */
export interface Snapshot {
  readonly sums: Sums;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export type Status = 'reading' | 'counted' | 'open' | 'failed';

/** The state of the reading page. */
export interface ReadingStore {
  /** In `counted`, the marks are counted, and their papers are still being read. */
  readonly status: { readonly value: Status };
  /** The browser's reason why the library cannot be read. */
  readonly reason: { readonly value: string };
  readonly snapshot: { readonly value: Snapshot };
  /** Reads the library, and applies its changes from then on. Never rejects. */
  open(): Promise<void>;
}

/** Shortest time between two updates, in ms: changes come one by one while a digest is skimmed. */
const PACE_MS = 1_000;
/** If the marks took longer than this, in ms, they are shown before the papers are read, too. */
const LONG_MS = 200;

export function makeReadingStore(until: AbortSignal): ReadingStore {
  const status = signal<Status>('reading');
  const reason = signal('');
  const snapshot = signal<Snapshot>({ sums: makeSums(), at: Date.now() });
  const { connect } = makeConnection();
  let ledger: Ledger = makeLedger();
  const queue = makeChangeQueue(connect);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    snapshot.value = { sums: ledger.sums, at: Date.now() };
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
      await queue.countIn(ledger);
      show();
      status.value = 'open';
    } catch (error) {
      reason.value = error instanceof DOMException ? `${error.name}: ${error.message}` : `${error}`;
      status.value = 'failed';
    }
  }

  async function showChanges(): Promise<void> {
    timer = undefined;
    if (status.peek() !== 'open') return;
    try {
      await queue.countIn(ledger);
      show();
    } catch (error) {
      // The figures stay as they were until the next change.
      console.error(error);
    }
  }

  function schedule(): void {
    // A hidden page can wait until it is shown.
    if (document.hidden || queue.isEmpty()) return;
    timer ??= setTimeout(() => void showChanges(), PACE_MS);
  }

  subscribe((changes) => {
    queue.add(changes);
    schedule();
  }, until);
  document.addEventListener('visibilitychange', schedule, { signal: until });
  until.addEventListener('abort', () => clearTimeout(timer));

  return { status, reason, snapshot, open };
}
