/**
 * Values that track who reads them, in the manner of @preact/signals-core, which would be a twelfth of
 * the script that every page carries. There is no computed signal: a function that reads signals is
 * tracked by the effect that calls it.
 */
export interface ReadonlySignal<T> {
  /** Read inside an effect, it makes that depend on this signal. */
  readonly value: T;
}

export interface Signal<T> extends ReadonlySignal<T> {
  value: T;
}

interface Effect {
  /** The sets of readers that it is in. */
  readonly sources: Set<Set<Effect>>;
  run(): void;
}

/** The effect that is running. */
let active: Effect | undefined;
/** Effects that run at the end of the outermost batch. */
const due = new Set<Effect>();
let depth = 0;

/** Returns a value that whoever reads it can depend on. Writing the same value again does nothing. */
export function signal<T>(initial: T): Signal<T> {
  let current = initial;
  const readers = new Set<Effect>();
  return {
    get value() {
      track(readers);
      return current;
    },
    set value(next) {
      if (next === current) return;
      current = next;
      batch(() => {
        for (const reader of readers) due.add(reader);
      });
    },
  };
}

/**
 * Runs now, and again whenever something that the last run read has changed.
 * @param until stops it
 * @returns a function that stops it
 */
export function effect(run: () => void, until?: AbortSignal): () => void {
  const self: Effect = {
    sources: new Set(),
    run() {
      unsubscribe(self);
      readAs(self, run);
    },
  };
  function stop(): void {
    unsubscribe(self);
    due.delete(self);
  }
  until?.addEventListener('abort', stop);
  batch(self.run);
  return stop;
}

/** Runs effects that depend on what is written in here once, after all of it. */
export function batch<T>(write: () => T): T {
  depth++;
  try {
    const result = write();
    // The outermost batch runs them; what they write in turn joins the queue.
    if (depth === 1) {
      for (const one of due) {
        due.delete(one);
        one.run();
      }
    }
    return result;
  } finally {
    depth--;
  }
}

/** Reads without depending on what is read. */
export function untracked<T>(read: () => T): T {
  return readAs(undefined, read);
}

function track(readers: Set<Effect>): void {
  if (!active || readers.has(active)) return;
  readers.add(active);
  active.sources.add(readers);
}

function unsubscribe(one: Effect): void {
  for (const readers of one.sources) readers.delete(one);
  one.sources.clear();
}

function readAs<T>(one: Effect | undefined, read: () => T): T {
  const outer = active;
  active = one;
  try {
    return read();
  } finally {
    active = outer;
  }
}
