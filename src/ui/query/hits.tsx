import type { ComponentChildren } from 'preact';
import { highlight } from '../../search/highlight';
import type { Query } from '../../search/query';

type Field = Parameters<typeof highlight>[1];

/** Renders a text with what the query finds in it marked. */
export function renderHits(query: Query, field: Field, text: string): ComponentChildren {
  if (!query.root || !text) return text;
  return highlight(query, field, text).map(({ text: piece, isHit }, i) =>
    isHit ? <mark key={i}>{piece}</mark> : piece,
  );
}

/** Characters that are shown before a hit. */
const BEFORE = 24;
const LONGEST = 240;

/** Renders the words around the first hit; undefined if the text has none. */
export function renderSnippet(
  query: Query,
  field: Field,
  text: string,
): ComponentChildren | undefined {
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
    return [isHit ? <mark key={i}>{words}</mark> : words];
  });
  return [begin, ...rest];
}
