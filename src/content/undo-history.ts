import { inverseOf, type MarkChange } from '../paper/mark';
import { makeUndoStack } from '../paper/undo-stack';
import type { RequestError } from '../protocol/requests';
import { type Marks, shownMark } from './marks';
import { batch, type ReadonlySignal, signal } from './signal';

export interface UndoResult {
  /** Number of papers in the step; 0 when there was nothing to undo. */
  readonly papers: number;
  /** Why the step could not be undone. It stays in the history. */
  readonly failure?: RequestError | undefined;
  /** Whether another undo began before this one was answered. */
  readonly isOvertaken: boolean;
}

/** The steps that the user took in this tab, each with what undoes it. */
export interface UndoHistory {
  /** Number of steps that can be undone. */
  readonly count: ReadonlySignal<number>;
  /** Makes the changes as one step. Resolves to the reason where they were not saved. */
  perform(changes: readonly MarkChange[]): Promise<RequestError | undefined>;
  /** Adds a step that was made elsewhere, by the changes that undo it. */
  record(inverse: readonly MarkChange[]): void;
  /** Takes back the last step. */
  undo(): Promise<UndoResult>;
}

export function createUndoHistory(marks: Pick<Marks, 'of' | 'change'>): UndoHistory {
  /** The changes that undo each step. */
  const steps = makeUndoStack<readonly MarkChange[]>();
  const count = signal(0);
  let undos = 0;
  const publishCount = (): void => {
    count.value = steps.size;
  };

  function record(inverse: readonly MarkChange[]): void {
    steps.push(inverse);
    publishCount();
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
      // At once, or the bar would count all cards twice before the changes are sent.
      const failure = await batch(() => {
        // A step that changes nothing is none.
        if (step.length > 0) record(step);
        return marks.change(changes);
      });
      if (failure) {
        // What was not done cannot be undone.
        steps.remove(step);
        publishCount();
      }
      return failure;
    },

    async undo() {
      const id = ++undos;
      const inverse = steps.pop();
      const failure = await batch(() => {
        publishCount();
        return inverse && marks.change(inverse);
      });
      if (inverse && failure) {
        steps.push(inverse);
        publishCount();
      }
      return { papers: inverse?.length ?? 0, failure, isOvertaken: id !== undos };
    },
  };
}
