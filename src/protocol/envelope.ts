import type { FailureCode, RequestName } from './requests';

/** A request as it is sent. */
export interface Envelope {
  /** A name of its own, also when it is sent again. */
  readonly id: string;
  readonly request: RequestName;
  readonly args: readonly unknown[];
}

/** The background's reply to a request. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: FailureCode; readonly message: string };

/** Asks whether the background is at work on a request; it answers with a boolean. */
export interface RunningQuestion {
  /** The id of the request. */
  readonly running: string;
}
