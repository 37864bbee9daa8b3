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

/** A step of the user's, by the changes that undo it; or one of an earlier page, which has only its name here. */
export type Step = readonly MarkChange[] | { readonly id: string; readonly length: number };

/** Keeps the steps of a page for those that come after it. */
export interface StepKeeper {
  /** There is a step, or it is there again since it could not be taken back. */
  keep(step: Step): void;
  /**
   * A step is no more. Takes it back where it is of an earlier page, and resolves to the reason where that
   * fails; returns undefined for the page's own.
   */
  undo(step: Step): Promise<RequestError | undefined> | undefined;
  /**
   * Takes the newest of the steps that are still being asked for out of the history, once they are there.
   * Resolves to undefined where there is none.
   */
  take(): Promise<Step | undefined>;
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
  /**
   * Takes other steps in place of those that there are, the newest last.
   * @param keeper is told of the steps from now on
   */
  update(keeper: StepKeeper, change: (steps: readonly Step[]) => readonly Step[]): void;
}

export function createUndoHistory(marks: Pick<Marks, 'of' | 'change'>): UndoHistory {
  /** The changes that undo each step. */
  const steps = makeUndoStack<Step>();
  let keeper: StepKeeper | undefined;
  const count = signal(0);
  let undos = 0;
  const publishCount = (): void => {
    count.value = steps.size;
  };

  function record(step: Step): void {
    steps.push(step);
    keeper?.keep(step);
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
        keeper?.undo(step);
        publishCount();
      }
      return failure;
    },

    async undo() {
      const id = ++undos;
      const step = steps.pop() ?? (await keeper?.take());
      const failure = await batch(() => {
        publishCount();
        return step && (keeper?.undo(step) ?? marks.change(step as readonly MarkChange[]));
      });
      if (failure) record(step as Step);
      return { papers: step?.length ?? 0, failure, isOvertaken: id !== undos };
    },

    update(one, change) {
      keeper = one;
      steps.update(change);
      publishCount();
    },
  };
}
