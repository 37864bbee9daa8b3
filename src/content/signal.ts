/**
 * Values that tell when they change. What a library for this would add, dependencies that are found out
 * by themselves, nothing here needs, and it would be a twelfth of the script that every page carries.
 */
export interface ReadonlySignal<T> {
  readonly value: T;
  /** Run, once all of a batch is written, whenever the value is another. */
  readonly listeners: Set<() => void>;
}

export interface Signal<T> extends ReadonlySignal<T> {
  value: T;
}

const due = new Set<() => void>();
let depth = 0;

export function signal<T>(initial: T): Signal<T> {
  let now = initial;
  const listeners = new Set<() => void>();
  return {
    listeners,
    get value() {
      return now;
    },
    set value(next) {
      if (next === now) return;
      now = next;
      batch(() => {
        for (const listener of listeners) due.add(listener);
      });
    },
  };
}

/** Whatever listens to what is written in here runs once, after all of it. */
export function batch<T>(write: () => T): T {
  depth++;
  try {
    const result = write();
    // The outermost one runs them; what they write in turn joins the queue.
    if (depth === 1) {
      for (const run of due) {
        due.delete(run);
        run();
      }
    }
    return result;
  } finally {
    depth--;
  }
}

/** Runs now and whenever one of these changes, until what it returns is called. */
export function effect(of: readonly ReadonlySignal<unknown>[], run: () => void): () => void {
  for (const { listeners } of of) listeners.add(run);
  run();
  return () => {
    for (const { listeners } of of) listeners.delete(run);
  };
}
