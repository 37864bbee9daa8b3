/** How the texts of notes come together. */

/**
 * Returns the text of a note after an edit.
 * @param current the text as the library has it
 * @param text the new text
 * @param was the text that the edit began from
 */
export function noteAfter(current: string, text: string, was: string): string {
  // A request that is sent again, because its answer was lost, finds its text there already.
  if (current === was || current === text) return text;
  return bothNotes(text, current);
}

/** Returns two notes as one: the note that contains the other, or one after the other. */
export function bothNotes(a: string, b: string): string {
  if (a.includes(b)) return a;
  if (b.includes(a)) return b;
  return `${a}\n\n${b}`;
}
