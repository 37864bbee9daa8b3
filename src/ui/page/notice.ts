import { type ReadonlySignal, signal } from '@preact/signals';

/** A line of feedback on what was last done. */
export interface Notice {
  readonly text: string;
  readonly isFailure?: boolean;
  /** Takes back what the notice reports. */
  readonly undo?: () => unknown;
}

/** A notice with its number: the same text can be shown twice, and is then announced twice. */
export type NumberedNotice = Notice & { readonly number: number };

/** The feedback line of a page. */
export interface NoticeStore {
  readonly notice: ReadonlySignal<NumberedNotice | undefined>;
  /** Replaces what is shown. A failure, and a notice with Undo, stays; others fade. */
  show(notice: Notice): void;
}

/** @param shownMs how long a notice stays that reports success and has no Undo */
export function makeNoticeStore(shownMs: number): NoticeStore {
  const notice = signal<NumberedNotice | undefined>(undefined);
  let number = 0;
  let fading: ReturnType<typeof setTimeout> | undefined;
  return {
    notice,
    show(value) {
      clearTimeout(fading);
      notice.value = { ...value, number: ++number };
      if (value.isFailure || value.undo) return;
      fading = setTimeout(() => {
        notice.value = undefined;
      }, shownMs);
    },
  };
}
