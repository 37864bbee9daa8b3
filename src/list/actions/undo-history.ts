import { type ReadonlySignal, signal } from '@preact/signals';
import type { Notice } from '../../ui/notice';

/** How many steps can be undone. */
const MOST = 100;

/** Something that takes its time. */
export interface Progress {
  readonly text: string;
  readonly done: number;
  readonly total: number;
}

/** Takes one step back; tells, where it takes long, how far it is. */
export type Undo = (tell: (done: number, total: number) => void) => Promise<void>;

/** What the reader did on this page, one step at a time, and what is said of it. */
export interface Steps {
  readonly notice: { value: Notice | undefined; peek(): Notice | undefined };
  readonly progress: ReadonlySignal<Progress | undefined>;
  /**
   * Runs one action after the other. What it resolves with undoes it, as one step; undefined where
   * there was nothing to do. What it throws is told, in the words of `explain`.
   */
  run(
    words: StepWords,
    action: (tell: (done: number, total: number) => void) => Promise<Done | undefined>,
  ): Promise<void>;
  undo(): Promise<void>;
}

export interface StepWords {
  /** While it runs. */
  readonly doing: string;
}

export interface Done {
  /** What was done: "12 papers starred". Nothing is said of '': what is seen needs no words. */
  readonly text: string;
  readonly undo?: Undo;
  /** Where not all of it was done. */
  readonly failure?: string;
}

/** @param words what is said while a step is undone, and afterwards */
export function makeSteps(
  words: { readonly undoing: string; readonly undone: string; readonly nothing: string },
  explain: (error: unknown) => string,
): Steps {
  const notice = signal<Notice | undefined>(undefined);
  const progress = signal<Progress | undefined>(undefined);
  const done: Undo[] = [];
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: two that wrote the same papers at once would undo one another's halves. */
  function inTurn(task: () => Promise<void>): Promise<void> {
    const turn = last.then(task).catch((error: unknown) => {
      notice.value = { text: explain(error), isFailure: true };
    });
    last = turn;
    return turn.finally(() => {
      progress.value = undefined;
    });
  }

  const teller =
    (text: string) =>
    (at: number, total: number): void => {
      progress.value = at < total ? { text, done: at, total } : undefined;
    };

  function undo(): Promise<void> {
    return inTurn(async () => {
      const step = done.pop();
      if (!step) {
        notice.value = { text: words.nothing };
        return;
      }
      try {
        await step(teller(words.undoing));
        notice.value = { text: words.undone };
      } catch (error) {
        // Half of it may be undone; the rest can be tried again.
        done.push(step);
        throw error;
      }
    });
  }

  return {
    notice,
    progress,

    run: ({ doing }, action) =>
      inTurn(async () => {
        const result = await action(teller(doing));
        if (!result) return;
        if (result.undo) {
          done.push(result.undo);
          if (done.length > MOST) done.shift();
        }
        const text = result.failure ?? result.text;
        notice.value = text
          ? { text, isFailure: result.failure !== undefined, ...(result.undo ? { undo } : {}) }
          : undefined;
      }),

    undo,
  };
}
