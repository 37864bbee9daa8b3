import type { ReadResult } from '../formats/read';
import type { ChangedField } from '../library/import/decide';
import type { PaperId } from '../paper/ids';

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
  readonly fields: readonly ChangedField[];
}

/** What is told of a file once it is read. */
export interface Opened extends Omit<ReadResult, 'entries'> {
  /** Of each entry, in the order of the file, the place in OUTCOMES. */
  readonly outcomes: Uint8Array;
}

/** Entries for the background, under an object URL (src/protocol/json-url.ts). */
export interface Batch {
  readonly count: number;
  /** Good until the next batch is asked for. */
  readonly address: string;
}

/** What the page asks of the worker. A place is that of an entry in the file, from 0. */
export interface ImportCalls {
  /** First, and once. */
  open(input: Blob | string): Opened;
  rows(places: readonly number[]): readonly ImportRow[];
  /**
   * The entries of the first of these places, as many as one request can bring; at least one.
   * @param starNewAt ms since 1970; those that are new and not starred are starred then
   */
  batch(places: readonly number[], starNewAt: number | undefined): Batch;
}

/** With it comes the port through which one `ImportAnswer` goes back. */
export interface ImportRequest {
  readonly name: keyof ImportCalls;
  readonly args: readonly unknown[];
}
export type ImportAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

/** A file that was read, with what it would do to the library. */
export type ImportFile = Opened & {
  readonly [N in Exclude<keyof ImportCalls, 'open'>]: (
    ...args: Parameters<ImportCalls[N]>
  ) => Promise<ReturnType<ImportCalls[N]>>;
} & {
  /** It is no longer needed; what was asked for and is not there yet is rejected. */
  close(): void;
};

export interface OpenOptions {
  /** Stops the reading; of no effect on a file that was opened. */
  readonly signal: AbortSignal;
  /** Called with the share of the work that is done, 0 to 1. */
  onProgress(share: number): void;
}

/**
 * Reads a file, or what was pasted, and compares it with the library, in a worker: of 100,000 papers
 * the page would have to stand still for the garbage alone. Rejects with the signal's reason; or where
 * the file cannot be fetched, the library not be read, or the worker not be started.
 */
export async function openImportFile(
  input: Blob | string,
  { signal, onProgress }: OpenOptions,
): Promise<ImportFile> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<number>) => onProgress(data);

  let end = (_reason: unknown): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    end = (reason) => {
      worker.terminate();
      reject(reason);
    };
  });
  ended.catch(() => undefined);
  // Of a script that cannot be loaded, the browser says nothing here.
  worker.onerror = ({ message }) => end(new Error(message || 'The worker could not be started.'));

  function ask<N extends keyof ImportCalls>(
    name: N,
    ...args: Parameters<ImportCalls[N]>
  ): Promise<ReturnType<ImportCalls[N]>> {
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<ReturnType<ImportCalls[N]>>((resolve, reject) => {
      port1.onmessage = ({ data }: MessageEvent<ImportAnswer>) => {
        port1.close();
        if (data.ok) resolve(data.value as ReturnType<ImportCalls[N]>);
        else reject(new Error(data.reason));
      };
    });
    worker.postMessage({ name, args } satisfies ImportRequest, [port2]);
    return Promise.race([answer, ended]);
  }

  const stop = (): void => end(signal.reason);
  signal.addEventListener('abort', stop);
  try {
    const opened = await ask('open', input);
    return {
      ...opened,
      rows: (places) => ask('rows', places),
      batch: (places, starNewAt) => ask('batch', places, starNewAt),
      close: () => end(new DOMException('The file was closed.', 'AbortError')),
    };
  } catch (error) {
    end(error);
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
