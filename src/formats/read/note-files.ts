/** Files in Markdown that come together, and how they are told apart in one text. */

/** Begins each note of several; a line with the name of its file follows. No text has this character. */
export const NOTE_BEGINS = '\u001c';

/** Names that only a note about a paper has in its front matter. */
const OF_A_PAPER =
  /^["']?(?:doi|arxiv(?:[ _-]?id)?|eprint|pmid|isbn|cite-?key|citation-?key|paper[ _-]?id|id|authors|url|journal|venue)["']?[ \t]*:/im;

/** Whether a text is a note whose front matter may name a paper, or several notes. */
export function isNote(text: string): boolean {
  if (text.startsWith(NOTE_BEGINS)) return true;
  const front = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(
    text.slice(0, 20_000).replace(/\r\n?/g, '\n'),
  )?.[1];
  // A page of a web site has a layout, and is a list of links like any other.
  return front !== undefined && OF_A_PAPER.test(front) && !/^layout[ \t]*:/im.test(front);
}

/** Returns one note of several, as `markdownNotesReader` reads them. */
export const asOneOfMany = (name: string, text: string): string =>
  `${NOTE_BEGINS}${name.replace(/\p{Cc}/gu, ' ')}\n${text.replaceAll(NOTE_BEGINS, ' ')}\n`;
