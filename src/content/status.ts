import type { RequestError } from '../protocol/requests';
import { isOrphaned, orphaned } from '../protocol/rpc';
import { asRequestError } from './marks';
import type { Signal } from './signal';

const NOTICE_MS = 6_000;

/** What the bar says besides its counts. */
export interface Status {
  /** Why the library does not answer. */
  readonly failure: Signal<RequestError | undefined>;
  /** Something to say for a while: what was undone, what failed. */
  readonly notice: Signal<Notice | undefined>;
}

/** A text; or the key of one that depends on a number, which is looked up by the bar. */
export interface Notice {
  readonly text: string;
  readonly count?: number | undefined;
}

/** Says something for a while. */
export function say({ notice }: Pick<Status, 'notice'>, text: string, count?: number): void {
  const said = { text, count };
  notice.value = said;
  setTimeout(() => {
    if (notice.value === said) notice.value = undefined;
  }, NOTICE_MS);
}

/** Takes what was thrown for the reason why the library does not answer. */
export function fail(status: Pick<Status, 'failure'>, error: unknown): void {
  status.failure.value = isOrphaned() ? orphaned() : asRequestError(error);
}

/** Notes it if the extension is gone from under the page. Returns whether it is. */
export function checkOrphaned(status: Pick<Status, 'failure'>): boolean {
  const isGone = isOrphaned();
  if (isGone) status.failure.value = orphaned();
  return isGone;
}
