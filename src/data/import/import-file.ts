import type { ReadResult } from '../../formats/read';
import type { ChangedField } from '../../library/import/decide';
import type { PaperId } from '../../paper/ids';

/** What importing an entry would do. */
export const OUTCOMES = ['new', 'changed', 'same'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** An entry of the file, as the review shows it. */
export interface ImportRow {
  readonly id: PaperId;
  readonly title: string;
  /** The first authors and the year. */
  readonly by: string;
  /** The line of the file where the entry begins, from 1. */
  readonly line: number;
  /** What would change in the paper that the library has. */
  readonly fields: readonly ChangedField[];
  /** The citation key that the paper does not get: it is another's, or the paper has one. */
  readonly refusedKey: string | undefined;
}

/** What is known of a file once it is read. */
export interface FileSummary extends Omit<ReadResult, 'entries'> {
  /** The outcome of each entry, as an index in OUTCOMES, in the order of the file. */
  readonly outcomes: Uint8Array;
}

/** Entries for the background, under an object URL (src/protocol/json-url.ts). */
export interface Batch {
  readonly count: number;
  /** Valid until the batch after the next one is requested. */
  readonly address: string;
}

/** What the page can ask the worker. A place is the index of an entry in the file. */
export interface ImportCalls {
  /** Reads the file. Called first, and once. */
  open(input: Blob | string): FileSummary;
  rows(places: readonly number[]): readonly ImportRow[];
  /**
   * Makes a batch of the first of these entries: as many as fit into one request, at least one.
   * @param starNewAt milliseconds since 1970: new papers without a star are starred then
   * @param addedAt when new papers are added, likewise
   */
  batch(places: readonly number[], starNewAt: number | undefined, addedAt: number): Batch;
}

/** Sent with the port through which one `ImportAnswer` comes back. */
export interface ImportRequest {
  readonly name: keyof ImportCalls;
  readonly args: readonly unknown[];
}
export type ImportAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

/** A file that was read, with what it would do to the library. */
export type ImportFile = FileSummary & {
  readonly [N in Exclude<keyof ImportCalls, 'open'>]: (
    ...args: Parameters<ImportCalls[N]>
  ) => Promise<ReturnType<ImportCalls[N]>>;
} & {
  /** Ends the worker. Requests that are not answered yet are rejected. */
  close(): void;
};

export interface OpenOptions {
  /** Stops the reading. It has no effect once the file is open. */
  readonly signal: AbortSignal;
  /** Called with the share of the reading that is done, 0 to 1. */
  onProgress(share: number): void;
}

/**
 * Reads a file or pasted text and compares it with the library, in a worker: with 100,000 papers,
 * collecting the garbage alone would freeze the page.
 *
 * @throws the signal's reason; or if the file or the library cannot be read, or the worker not started
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
  // If the script cannot be loaded, the browser gives no reason here.
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
      batch: (places, starNewAt, addedAt) => ask('batch', places, starNewAt, addedAt),
      close: () => end(new DOMException('The file was closed.', 'AbortError')),
    };
  } catch (error) {
    end(error);
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
