/**
 * Values that track who reads them, in the manner of @preact/signals-core, which would be a twelfth of
 * the script that every page carries. Simpler in one respect: an effect runs again when a computed that
 * it read may have changed, without comparing the new value with the old one.
 */
export interface ReadonlySignal<T> {
  /** Read inside `computed` or `effect`, it makes that depend on this signal. */
  readonly value: T;
}

export interface Signal<T> extends ReadonlySignal<T> {
  value: T;
}

/** A computed value or an effect. */
interface Reader {
  /** The sets of readers that it is in. */
  readonly sources: Set<Set<Reader>>;
  invalidate(): void;
}

/** The computed value or effect that is running. */
let active: Reader | undefined;
/** Effects that run at the end of the outermost batch. */
const due = new Set<() => void>();
let depth = 0;

/** Returns a value that whoever reads it can depend on. Writing the same value again does nothing. */
export function signal<T>(initial: T): Signal<T> {
  let current = initial;
  const readers = new Set<Reader>();
  return {
    get value() {
      track(readers);
      return current;
    },
    set value(next) {
      if (next === current) return;
      current = next;
      batch(() => {
        for (const reader of readers) reader.invalidate();
      });
    },
  };
}

/** Returns a value that is computed when it is read, and again only once something it read has changed. */
export function computed<T>(compute: () => T): ReadonlySignal<T> {
  let current: T;
  let isStale = true;
  const readers = new Set<Reader>();
  const self: Reader = {
    sources: new Set(),
    invalidate() {
      // Its readers know already, until one of them reads it again.
      if (isStale) return;
      isStale = true;
      for (const reader of readers) reader.invalidate();
    },
  };
  return {
    get value() {
      track(readers);
      if (isStale) {
        unsubscribe(self);
        current = readAs(self, compute);
        isStale = false;
      }
      return current;
    },
  };
}

/**
 * Runs now, and again whenever something that the last run read has changed.
 * @returns a function that stops it
 */
export function effect(run: () => void): () => void {
  const self: Reader = {
    sources: new Set(),
    invalidate() {
      due.add(rerun);
    },
  };
  function rerun(): void {
    unsubscribe(self);
    readAs(self, run);
  }
  batch(rerun);
  return () => {
    unsubscribe(self);
    due.delete(rerun);
  };
}

/** Runs effects that depend on what is written in here once, after all of it. */
export function batch<T>(write: () => T): T {
  depth++;
  try {
    const result = write();
    // The outermost batch runs them; what they write in turn joins the queue.
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

/** Reads without depending on what is read. */
export function untracked<T>(read: () => T): T {
  return readAs(undefined, read);
}

function track(readers: Set<Reader>): void {
  if (!active || readers.has(active)) return;
  readers.add(active);
  active.sources.add(readers);
}

function unsubscribe(reader: Reader): void {
  for (const readers of reader.sources) readers.delete(reader);
  reader.sources.clear();
}

function readAs<T>(reader: Reader | undefined, read: () => T): T {
  const outer = active;
  active = reader;
  try {
    return read();
  } finally {
    active = outer;
  }
}
