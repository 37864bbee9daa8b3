export interface LineCounter {
  /** Returns the line number of a place in the text, from 1. */
  lineAt(text: string, at: number): number;
  /** Says that the text now begins `by` characters later, all of which have been counted. */
  shift(by: number): void;
}

/** Counts lines as it goes: each place is asked for once, and the next is mostly further on. */
export function makeLineCounter(): LineCounter {
  let counted = 0;
  let line = 1;
  return {
    lineAt(text, at) {
      if (at < counted) return line - linesBetween(text, at, counted);
      line += linesBetween(text, counted, at);
      counted = at;
      return line;
    },
    shift(by) {
      counted -= by;
    },
  };
}

function linesBetween(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) count++;
  return count;
}
