/** Returns the first line of a note, without its Markdown syntax. */
export function firstLineOf(note: string): string {
  const lines = note.slice(0, 2_000).split(/\r?\n/);
  const plain = lines.map((line) =>
    line
      .replace(/^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+[.)]\s+)+/, '')
      .replace(/(\*\*|__|~~|`)(.+?)\1/g, '$2')
      .replace(/(?<![\w*])\*(\S(?:.*?\S)?)\*(?![\w*])/g, '$1')
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trim(),
  );
  // A heading alone says little, so the line after it is added.
  const said = plain.filter((line) => /[\p{L}\p{N}]/u.test(line));
  return said.slice(0, 2).join(' · ').slice(0, 300);
}
