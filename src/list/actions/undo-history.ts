import { message } from '../../i18n';
import { makeUndoStack } from '../../paper/undo-stack';
import type { Feedback } from '../state/feedback';
import { describeError } from './describe-error';

/** Tells how far a long action is. */
export type ReportProgress = (done: number, total: number) => void;

/** Takes one step back. */
export type Undo = (report: ReportProgress) => Promise<void>;

/** The result of an action. */
export interface ActionResult {
  /** A report such as "12 papers starred". '' shows no notice, where the effect is seen anyway. */
  readonly text: string;
  readonly undo?: Undo | undefined;
  /** Why not all of it was done. */
  readonly failure?: string | undefined;
}

/** Resolves to undefined where there was nothing to do. */
export type Action = (report: ReportProgress) => Promise<ActionResult | undefined>;

/** Runs the user's actions on this page, and takes them back one step at a time. */
export interface UndoHistory {
  /**
   * Runs an action once those before it are done, and shows a notice of its result or its error.
   * Never rejects.
   * @param doing what is shown while it runs
   */
  run(doing: string, action: Action): Promise<void>;
  /** Takes the last step back. Never rejects. */
  undo(): Promise<void>;
}

export function makeUndoHistory({ notice, progress }: Feedback): UndoHistory {
  const steps = makeUndoStack<Undo>();
  let last: Promise<unknown> = Promise.resolve();

  /** Two tasks that wrote the same papers at once would undo each other's halves, so one waits. */
  function enqueue(task: () => Promise<void>): Promise<void> {
    const queued = last.then(task).catch((error: unknown) => {
      notice.value = { text: describeError(error), isFailure: true };
    });
    last = queued;
    return queued.finally(() => {
      progress.value = undefined;
    });
  }

  const reporter =
    (text: string): ReportProgress =>
    (done, total) => {
      progress.value = done < total ? { text, done, total } : undefined;
    };

  function show({ text, failure, undo: step }: ActionResult): void {
    const shown = failure ?? text;
    notice.value = shown
      ? { text: shown, isFailure: failure !== undefined, ...(step ? { undo } : {}) }
      : undefined;
  }

  async function undoLast(): Promise<void> {
    const step = steps.pop();
    if (!step) {
      notice.value = { text: message('list_nothing_to_undo') };
      return;
    }
    try {
      await step(reporter(message('list_undoing')));
      notice.value = { text: message('list_undone') };
    } catch (error) {
      // Half of it may be undone; the rest can be tried again.
      steps.push(step);
      throw error;
    }
  }

  const undo = (): Promise<void> => enqueue(undoLast);

  return {
    undo,
    run: (doing, action) =>
      enqueue(async () => {
        const result = await action(reporter(doing));
        if (!result) return;
        if (result.undo) steps.push(result.undo);
        show(result);
      }),
  };
}
