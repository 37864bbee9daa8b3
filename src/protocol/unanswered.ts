/** What a page leaves in `storage.local` of a request that was not answered when the page was left. */
export interface Unanswered<C> {
  /** The request's number (`Delivery`). */
  readonly n: number;
  readonly changes: C;
}

/** Begins the keys under which pages leave them; the sender's name follows. */
export const UNANSWERED = 'unanswered:';
