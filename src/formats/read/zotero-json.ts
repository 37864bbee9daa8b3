import { isObject, type JsonObject, timeIn } from './checks';
import { toReference as cslReference } from './csl-json';
import type { FormatReader, ReadRecord } from './format-reader';
import { at, listOf, textIn, textOf, textsOf } from './json-dialect';
import { jsonReader } from './json-reader';
import { splitNote } from './note-lines';
import { excerpt } from './problem';
import type { Reference } from './reference';

/** What stands beside papers in a library and belongs to one. */
const CHILD = /^(?:note|attachment|annotation)$/;

/** An item of Zotero's own interface holds its fields in `data`. */
const dataOf = (value: unknown): unknown => at(value, 'data') ?? value;

/** Whether a value is an item of Zotero's interface or of Better BibTeX's own JSON. */
export const isZoteroItem = (value: unknown): value is JsonObject =>
  textIn(dataOf(value), 'itemType') !== '';

/** A paper that waits for its notes, which may stand anywhere in the file. */
interface Held {
  readonly line: number;
  readonly reference: Reference;
  readonly notes: string[];
}

/** A note, or an annotation of a file, which belongs to the paper that it names. */
interface Child {
  readonly line: number;
  readonly parent: string;
  readonly note: string;
}

/**
 * Reads what Zotero's interface answers (https://www.zotero.org/support/dev/web_api/v3/basics), where
 * a note is an item of its own that names its paper, and Better BibTeX's JSON, where it is in it.
 */
export function zoteroJsonReader(): FormatReader {
  const papers = new Map<string, Held>();
  const parents = new Map<string, string>();
  const children: Child[] = [];

  const hold = (item: unknown, line: number): void => {
    const [key, parent] = [textIn(item, 'key', 'itemKey'), textIn(item, 'parentItem')];
    if (isObject(item) && !CHILD.test(textIn(item, 'itemType'))) {
      const name = key && !papers.has(key) ? key : `${papers.size} ${line}`;
      papers.set(name, { line, reference: toReference(item), notes: [] });
      return;
    }
    if (parent) parents.set(key, parent);
    const note = noteOf(item);
    if (note) children.push({ line, parent, note });
  };

  const read = jsonReader({
    isEntry: isZoteroItem,
    read({ isItem, name, value, at, line }) {
      if (isZoteroItem(value)) hold(dataOf(value), line());
      else if (isItem && !name) return [{ at, code: 'broken', detail: excerpt(String(value)) }];
      return [];
    },
  });

  return (text, at, isLast, lineAt) => {
    const step = read(text, at, isLast, lineAt);
    if (!step || !isLast || step.next < text.length) return step;
    const records = [...step.records, ...join(papers, parents, children)];
    papers.clear();
    children.length = 0;
    return { next: step.next, records };
  };
}

/** Gives the notes to their papers; one without a paper is reported. */
function join(
  papers: ReadonlyMap<string, Held>,
  parents: ReadonlyMap<string, string>,
  children: readonly Child[],
): ReadRecord[] {
  const lost: ReadRecord[] = [];
  for (const { line, parent, note } of children) {
    // An annotation belongs to a file, and the file to a paper.
    const paper = papers.get(parent) ?? papers.get(parents.get(parent) ?? '');
    if (paper) paper.notes.push(note);
    else lost.push({ at: 0, line, code: 'no-id', detail: excerpt(note) });
  }
  const records = [...papers.values()].map(({ line, reference, notes }): ReadRecord => {
    const note = [reference.note, ...notes].filter(Boolean).join('\n\n');
    return { at: 0, line, reference: { ...reference, note } };
  });
  return [...records, ...lost];
}

/** Returns a note as every format's are read. */
const bareNote = (note: string): string => splitNote(note, () => false).note;

/** Returns the text of a note; of an annotation, what it marks and what is said to that. */
function noteOf(item: unknown): string {
  const quote = textIn(item, 'annotationText').trim();
  const marked = quote && `> ${quote.replace(/\s*\n\s*/g, '\n> ')}`;
  return [marked, textIn(item, 'annotationComment'), bareNote(textIn(item, 'note'))]
    .filter(Boolean)
    .join('\n\n');
}

/** CSL's types by Zotero's (https://aurimasv.github.io/z2csl/typeMap.xml). */
const TYPES: Readonly<Record<string, string>> = {
  ...{ journalArticle: 'article-journal', magazineArticle: 'article-magazine', book: 'book' },
  ...{ newspaperArticle: 'article-newspaper', preprint: 'article', bookSection: 'chapter' },
  ...{
    conferencePaper: 'paper-conference',
    thesis: 'thesis',
    report: 'report',
    dataset: 'dataset',
  },
  ...{ webpage: 'webpage', blogPost: 'post-weblog', patent: 'patent', presentation: 'speech' },
  ...{ manuscript: 'manuscript', computerProgram: 'software', standard: 'standard' },
  ...{ encyclopediaArticle: 'entry-encyclopedia', dictionaryEntry: 'entry-dictionary' },
  document: 'document',
};

/** The fields in which Zotero's types have what CSL calls the container. */
const CONTAINERS = [
  ...['publicationTitle', 'proceedingsTitle', 'bookTitle', 'encyclopediaTitle', 'dictionaryTitle'],
  ...['conferenceName', 'websiteTitle', 'blogTitle'],
];

function toReference(item: JsonObject): Reference {
  const text = (...names: string[]) => textIn(item, ...names);
  const creators = (type: string) =>
    listOf(item.creators)
      .filter((creator) => textIn(creator, 'creatorType') === type)
      .map((creator) => ({
        family: textIn(creator, 'lastName', 'name'),
        given: textIn(creator, 'firstName'),
      }));
  const [author, editor] = [creators('author'), creators('editor')];
  const reference = cslReference({
    title: text('title', 'caseName', 'nameOfAct', 'subject'),
    id: text('citationKey', 'citekey', 'key', 'itemKey'),
    type: TYPES[text('itemType')] ?? 'document',
    ...(author.length > 0 && { author }),
    ...(editor.length > 0 && { editor }),
    ...{ issued: text('date'), abstract: text('abstractNote') },
    'container-title': text(...CONTAINERS),
    publisher: text('publisher', 'university', 'institution', 'repository'),
    'publisher-place': text('place'),
    ...{ volume: text('volume'), issue: text('issue'), page: text('pages') },
    ...{ edition: text('edition'), 'collection-title': text('series', 'seriesTitle') },
    ...{ language: text('language'), rights: text('rights'), genre: text('thesisType') },
    ...{ DOI: text('DOI'), ISBN: text('ISBN'), ISSN: text('ISSN'), PMID: text('PMID') },
    ...{
      number: text('reportNumber', 'archiveID', 'number'),
      URL: text('url'),
      note: text('extra'),
    },
  });
  const attachments = listOf(item.attachments).map((file) => textIn(file, 'url'));
  return {
    ...reference,
    // Its own keys of items are of no use elsewhere.
    isCited: text('citationKey', 'citekey') !== '',
    pdf: attachments.find((url) => /\.pdf(?:$|[?#])|arxiv\.org\/pdf\//i.test(url)),
    // Zotero's own tags are of type 1: what a database calls the paper.
    tags: listOf(item.tags)
      .filter((tag) => at(tag, 'type') !== 1)
      .map((tag) => textOf(tag) || textIn(tag, 'tag')),
    note: [reference.note, ...textsOf(item.notes, 'note').map(bareNote)]
      .filter(Boolean)
      .join('\n\n'),
    addedAt: timeIn(text('dateAdded')),
    from: 'zotero',
  };
}
