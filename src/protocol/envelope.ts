import type { FailureCode, RequestName } from './requests';

/** A request as it is sent. */
export interface Envelope {
  readonly request: RequestName;
  readonly args: readonly unknown[];
}

/** The background's reply to a request. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: FailureCode; readonly message: string };
