import type { PaperId } from '../paper/id';
import type { Mark, MarkPatch } from '../paper/mark';
import type { Paper } from '../paper/paper';

/**
 * All that a page or the overlay can ask of the background. Every answer to a request that writes
 * means: committed. A request can be sent twice (its answer may be lost with the worker): the second
 * time changes nothing.
 */
export interface Requests {
  /** The marks of the papers on a page, in one message: for each id its mark, or null. */
  marksOf(ids: readonly PaperId[]): (Mark | null)[];
  /** Changes what the patch names, and adds to the library what `paper` says that it did not know. */
  mark(paper: Paper, patch: MarkPatch): Mark;
}

export type RequestName = keyof Requests;
export type Arguments<N extends RequestName> = Parameters<Requests[N]>;
export type Answer<N extends RequestName> = ReturnType<Requests[N]>;

/** How one request can fail, as its sender sees it. */
export type FailureCode =
  /** The request is not of the form above; nothing was written. */
  | 'invalid'
  /** The database cannot be opened; trying again may help. */
  | 'unavailable'
  /** The disk or the browser's quota is full; nothing was written. */
  | 'quota'
  /** The write was aborted; nothing was written. */
  | 'aborted'
  /** The extension was updated or removed under this page; only reloading the page helps. */
  | 'orphaned'
  /** Anything else. */
  | 'internal';

export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message);
  }
}
