import type { RequestError } from '../protocol/requests';
import { isOrphaned, orphaned } from '../protocol/rpc';
import { asRequestError } from './marks';
import { type ReadonlySignal, signal } from './signal';

const NOTICE_MS = 6_000;

/** What the bar says besides its counts. */
export interface Status {
  /** Why the library does not answer. */
  readonly failure: ReadonlySignal<RequestError | undefined>;
  /** Something to say for a while: what was undone, what failed. */
  readonly notice: ReadonlySignal<string | undefined>;
  say(text: string): void;
  /** Takes what was thrown for the reason why the library does not answer. */
  fail(error: unknown): void;
  /** Notes that the library has answered. */
  succeed(): void;
  /** Notes it if the extension is gone from under the page. Returns whether it is. */
  checkOrphaned(): boolean;
}

export function createStatus(): Status {
  const failure = signal<RequestError | undefined>(undefined);
  const notice = signal<string | undefined>(undefined);
  let timer: ReturnType<typeof setTimeout>;
  return {
    failure,
    notice,
    say(text) {
      notice.value = text;
      clearTimeout(timer);
      timer = setTimeout(() => {
        notice.value = undefined;
      }, NOTICE_MS);
    },
    fail(error) {
      failure.value = isOrphaned() ? orphaned() : asRequestError(error);
    },
    succeed() {
      failure.value = undefined;
    },
    checkOrphaned() {
      const isGone = isOrphaned();
      if (isGone) failure.value = orphaned();
      return isGone;
    },
  };
}
