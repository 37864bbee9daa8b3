import { isObject, type JsonObject, unixTime } from './checks';
import { toReference as cslReference } from './csl-json';
import { type JsonDialect, listOf, textIn, textOf, textsOf } from './json-dialect';
import { splitNote } from './note-lines';

/** Members that only Paperpile's export has. */
const SIGNS = ['labelsNamed', 'foldersNamed', 'pubtype', 'incomplete', 'citekey'];

/** Paperpile's "JSON (Paperpile)", a list of papers with its own names for things. */
export const paperpile: JsonDialect = {
  isEntry: (value): value is JsonObject =>
    isObject(value) &&
    typeof value.title === 'string' &&
    typeof value._id === 'string' &&
    SIGNS.some((name) => Object.hasOwn(value, name)),
  referencesOf(paper) {
    const text = (...names: string[]) => textIn(paper, ...names);
    const { published } = paper;
    const date = ['year', 'month', 'day'].map((part) => textIn(published, part)).filter(Boolean);
    const added = unixTime(Number(paper.created));
    const reference = cslReference({
      title: text('title'),
      id: text('citekey'),
      author: listOf(paper.author).map((author) => ({
        family: textIn(author, 'last', 'collective', 'name'),
        given: textIn(author, 'first', 'initials'),
      })),
      issued: date.join('-') || text('year'),
      'container-title': text('journalfull', 'journal', 'booktitle', 'publisher'),
      ...{ volume: text('volume'), issue: text('issue'), page: text('pages') },
      ...{ publisher: text('publisher'), ISSN: text('issn'), DOI: text('doi') },
      ...{ PMID: text('pmid'), abstract: text('abstract') },
    });
    const arxiv = text('arxivid', 'arxiv');
    return [
      {
        ...reference,
        ids: [...(reference.ids ?? []), arxiv && `arxiv:${arxiv}`],
        pages: [...textsOf(paper.url), textOf(paper.url)],
        note: [text('note'), ...textsOf(paper.notes, 'text', 'note'), textOf(paper.notes)]
          .map((note) => splitNote(note, () => false).note)
          .filter(Boolean)
          .join('\n\n'),
        tags: [...textsOf(paper.labelsNamed), ...textsOf(paper.foldersNamed)],
        starredAt: paper.starred ? (added ?? 'undated') : undefined,
        addedAt: added,
        from: 'paperpile',
      },
    ];
  },
};
