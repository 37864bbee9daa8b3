import { type Signal, signal } from '@preact/signals';
import type { Notice } from '../../ui/page/notice';

/** How far a long action is. */
export interface Progress {
  readonly text: string;
  readonly done: number;
  readonly total: number;
}

/** What the page says about the user's last action. */
export interface Feedback {
  readonly notice: Signal<Notice | undefined>;
  /** Undefined unless a long action is under way. */
  readonly progress: Signal<Progress | undefined>;
}

export function makeFeedback(): Feedback {
  return {
    notice: signal<Notice | undefined>(undefined),
    progress: signal<Progress | undefined>(undefined),
  };
}
