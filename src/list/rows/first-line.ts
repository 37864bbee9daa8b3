/** The first words of a note, without the signs of its Markdown. */
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
  // A heading says what comes; with the line after it, it says something.
  const said = plain.filter((line) => /[\p{L}\p{N}]/u.test(line));
  return said.slice(0, 2).join(' · ').slice(0, 300);
}
