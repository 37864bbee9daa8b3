import type { ReadResult } from '../formats/read';
import type { Field } from '../library/preview';
import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/id';

/** What importing an entry does. */
export const OUTCOMES = ['new', 'changed', 'same'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** An entry of the file, as the preview shows it. */
export interface ImportRow {
  readonly id: PaperId;
  readonly title: string;
  /** The first authors and the year. */
  readonly by: string;
  /** Where it begins in the file, from 1. */
  readonly line: number;
  /** What would change in the paper that is there. */
  readonly fields: readonly Field[];
}

/** What the worker tells of a file once it is read. */
export interface Opened extends Omit<ReadResult, 'entries'> {
  /** Of each entry, in the order of the file, the place in OUTCOMES. */
  readonly outcomes: Uint8Array;
}

/** What the page asks of the worker: once to open a file, then for what is at places in it. */
export type ImportRequest =
  | { readonly kind: 'open'; readonly input: Blob | string }
  | { readonly kind: 'rows' | 'entries'; readonly places: readonly number[] };

/**
 * What the worker answers, through the port that came with the request; one `done` or `failed`, last.
 * Entries come in parts before it: to make them all at once would hold the page up.
 */
export type ImportAnswer =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'part'; readonly entries: readonly Entry[] }
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly reason: string };

/** A file that was read, with what it would do to the library. A place is that of an entry in it. */
export interface ImportFile extends Opened {
  rows(places: readonly number[]): Promise<readonly ImportRow[]>;
  /** The entries of the first of these places, as many as one request can bring; at least one. */
  entries(places: readonly number[]): Promise<readonly Entry[]>;
  /** It is no longer needed; what was asked for and is not there yet never comes. */
  close(): void;
}

export interface OpenOptions {
  /** Stops the reading; of no effect on a file that was opened. */
  readonly signal: AbortSignal;
  /** Called with the share of the work that is done, 0 to 1. */
  onProgress(share: number): void;
}

/**
 * Reads a file, or what was pasted, and compares it with the library, in a worker: of 100,000 papers
 * the page would have to stand still for the garbage alone. Rejects with the signal's reason, or where
 * the file cannot be fetched or the library not be read.
 */
export async function openImportFile(
  input: Blob | string,
  { signal, onProgress }: OpenOptions,
): Promise<ImportFile> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' });
  const close = (): void => worker.terminate();

  function ask<T>(
    request: ImportRequest,
    onPart?: (entries: readonly Entry[]) => void,
  ): Promise<T> {
    const { port1, port2 } = new MessageChannel();
    return new Promise<T>((resolve, reject) => {
      port1.onmessage = ({ data }: MessageEvent<ImportAnswer>) => {
        if (data.kind === 'progress') return onProgress(data.share);
        if (data.kind === 'part') return onPart?.(data.entries);
        port1.close();
        if (data.kind === 'done') resolve(data.value as T);
        else reject(new Error(data.reason));
      };
      worker.postMessage(request, [port2]);
    });
  }

  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    // It could not be started at all.
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  try {
    const opened = await Promise.race([ask<Opened>({ kind: 'open', input }), stopped]);
    return {
      ...opened,
      rows: (places) => ask({ kind: 'rows', places }),
      async entries(places) {
        const entries: Entry[] = [];
        await ask({ kind: 'entries', places }, (some) => entries.push(...some));
        return entries;
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
