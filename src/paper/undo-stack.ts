/** Most steps that can be undone. */
const MOST_STEPS = 100;

/** The steps that can be undone, the newest on top. */
export interface UndoStack<Step> {
  readonly size: number;
  /** Adds a step. Beyond 100 steps, the oldest is forgotten. */
  push(step: Step): void;
  /** Removes and returns the newest step; undefined where there is none. */
  pop(): Step | undefined;
  /** Removes a step that turned out not to have been done. */
  remove(step: Step): void;
  /** Takes other steps in place of those that there are, the newest last. */
  update(change: (steps: readonly Step[]) => readonly Step[]): void;
}

export function makeUndoStack<Step>(): UndoStack<Step> {
  let steps: Step[] = [];
  return {
    get size() {
      return steps.length;
    },
    push(step) {
      steps.push(step);
      if (steps.length > MOST_STEPS) steps.shift();
    },
    pop: () => steps.pop(),
    remove(step) {
      steps = steps.filter((one) => one !== step);
    },
    update(change) {
      steps = [...change(steps)];
    },
  };
}
