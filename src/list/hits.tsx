import type { ComponentChildren } from 'preact';
import { highlight } from '../search/highlight';
import type { Query } from '../search/query';

type Field = Parameters<typeof highlight>[1];

/** A text with what the query finds in it marked. */
export function hitsIn(query: Query, field: Field, text: string): ComponentChildren {
  if (!query.root || !text) return text;
  return highlight(query, field, text).map(({ text: piece, isHit }, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
    isHit ? <mark key={i}>{piece}</mark> : piece,
  );
}

/** So much is shown before a hit, in characters. */
const BEFORE = 24;
const LONGEST = 240;

/** The words around the first hit; undefined where the text has none. */
export function snippetOf(query: Query, field: Field, text: string): ComponentChildren | undefined {
  if (!query.root || !text) return undefined;
  const pieces = highlight(query, field, text);
  const first = pieces.findIndex(({ isHit }) => isHit);
  if (first < 0) return undefined;
  const lead = pieces
    .slice(0, first)
    .map((piece) => piece.text)
    .join('');
  const start = lead.length > BEFORE ? lead.indexOf(' ', lead.length - BEFORE) + 1 : 0;
  const begin = start > 0 ? `… ${lead.slice(start)}` : lead;
  let length = 0;
  const rest = pieces.slice(first).flatMap(({ text: piece, isHit }, i) => {
    if (length > LONGEST) return [];
    length += piece.length;
    const words = piece.slice(0, LONGEST);
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
    return [isHit ? <mark key={i}>{words}</mark> : words];
  });
  return [begin, ...rest];
}

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
