import { inverseOf, type MarkChange } from '../paper/mark';
import type { RequestError } from '../protocol/requests';
import { type Marks, shownMark } from './marks';
import { type ReadonlySignal, signal } from './signal';

/** How many steps of a tab can be undone. */
const MOST = 100;

/** What the reader did in this tab, one step at a time, and the way back. */
export interface Steps {
  readonly count: ReadonlySignal<number>;
  /** Does it as one step. Resolves with the reason where it was not saved. */
  perform(changes: readonly MarkChange[]): Promise<RequestError | undefined>;
  /** What was done otherwise, by what undoes it. */
  record(inverse: readonly MarkChange[]): void;
  /** Takes the last step back. Resolves with how many papers it was of, and the reason if it failed. */
  undo(): Promise<{ readonly papers: number; readonly failure?: RequestError | undefined }>;
}

export function makeSteps(marks: Marks): Steps {
  /** Of each step, what undoes it. */
  const done: (readonly MarkChange[])[] = [];
  const count = signal(0);
  const counted = (): void => {
    count.value = done.length;
  };

  function record(step: readonly MarkChange[]): void {
    done.push(step);
    if (done.length > MOST) done.shift();
    counted();
  }

  return {
    count,
    record,

    async perform(changes) {
      if (changes.length === 0) return undefined;
      const step = changes.flatMap(({ paper, patch }) => {
        const inverse = inverseOf(shownMark(marks.of(paper.id)), patch);
        return inverse ? [{ paper, patch: inverse }] : [];
      });
      if (step.length > 0) record(step);
      const failure = await marks.change(changes);
      if (failure && done.includes(step)) {
        // What was not done cannot be undone.
        done.splice(done.indexOf(step), 1);
        counted();
      }
      return failure;
    },

    async undo() {
      const step = done.pop();
      counted();
      if (!step) return { papers: 0 };
      const failure = await marks.change(step);
      if (failure) {
        done.push(step);
        counted();
      }
      return { papers: step.length, failure };
    },
  };
}
