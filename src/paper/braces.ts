/**
 * Returns whether all braces match. BibTeX counts every brace, also one after a backslash, and reads to
 * the end of the file if they do not match.
 */
export function isBalanced(text: string): boolean {
  let depth = 0;
  for (const brace of text.match(/[{}]/g) ?? []) {
    if (brace === '{') depth++;
    else if (--depth < 0) return false;
  }
  return depth === 0;
}
