import { bibtexReader } from './bibtex';
import { isObject, type JsonObject, timeIn } from './checks';
import { authorsIn, tagsIn } from './fields';
import type { FormatReader } from './format-reader';
import { jsonReader } from './json-reader';
import { excerpt } from './problem';
import type { Reference } from './reference';

/** Whether an object is a paper of PaperMemory, written by any of its versions. */
export const isPaperMemoryEntry = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.title === 'string' &&
  ['pdfLink', 'favorite', 'addDate', 'bibtex', 'bibtext', 'lastOpenDate', 'md'].some((name) =>
    Object.hasOwn(value, name),
  );

/**
 * Reads the exports of all versions of PaperMemory: an object of papers by id beside
 * `__dataVersion`, or a list. Old ones have `conf` for the venue, `bibtext`, numbers for years,
 * bare arXiv ids, and no `favorite`.
 */
export function paperMemoryReader(): FormatReader {
  return jsonReader({
    isEntry: isPaperMemoryEntry,
    read({ name, isItem, value, at }) {
      if (!isItem && name.startsWith('__')) return [];
      if (!isPaperMemoryEntry(value) || !isObject(value)) {
        return [{ at, code: 'broken', detail: isItem ? '' : excerpt(name) }];
      }
      return [{ at, reference: toReference(value, isItem ? '' : name) }];
    },
  });
}

/**
 * What PaperMemory itself writes at the beginning of a note: "Accepted @ NeurIPS (2021)", "Accepted
 * @ ICCV -- [crossref.org]". The user's own text follows, also on the same line.
 */
const VENUE_LINE =
  /^\s*(?:accepted|published|under review) @ (?:([^\n]*?)-- ?\[[^\][\n]*\]|([^\n]*?\(\d{4}\))|([^\n.,;:!?]{1,80})(?:\n|$))/i;

function toReference(paper: JsonObject, name: string): Reference {
  const text = (...names: string[]): string => {
    const value = names.map((name) => paper[name]).find((value) => value && value !== 'unknown');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const id = text('id') || name;
  const note = text('note');
  const noted = VENUE_LINE.exec(note)?.slice(1).find(Boolean);
  const bibliography = bibliographyOf(text('bibtex', 'bibtext'));
  const pdf = text('pdfLink');
  // A paper is in the memory because it was opened; only a count of 0 says that it was not.
  const opened = Number(paper.count ?? 1) > 0 ? timeIn(paper.lastOpenDate) : undefined;
  const added = timeIn(paper.addDate);
  return {
    key: text('key') || id,
    title: text('title'),
    ...authorsIn(
      text('author')
        .split(/\sand\s/i)
        .map((name) => name.trim()),
    ),
    abstract: text('abstract') || bibliography?.abstract,
    date: text('year') || bibliography?.date,
    venue: text('venue', 'conf') || noted || bibliography?.venue,
    categories: bibliography?.categories,
    ids: [arxivOf(id), aclOf(id), text('doi'), ...(bibliography?.ids ?? [])],
    pages: [absOf(pdf), linkIn(text('md')), pdf],
    pdf,
    code: text('codeLink'),
    note: note.replace(VENUE_LINE, ''),
    tags: tagsIn(Array.isArray(paper.tags) ? paper.tags : text('tags')),
    starredAt: paper.favorite
      ? (timeIn(paper.favoriteDate) ?? added ?? opened ?? 'undated')
      : undefined,
    readAt: opened,
    addedAt: added,
    from: 'papermemory',
  };
}

/**
 * Returns the id in `Arxiv-1706.03762`, `Arxiv-math_0309136`, or the number alone, as in old files.
 */
const arxivOf = (id: string): string | undefined => {
  const local = /^(?:arxiv-)?((?:[a-z-]+[_/])?\d[\d.]+)(?:v\d+)?$/i.exec(id.slice(0, 100))?.[1];
  return local && `arxiv:${local.replace('_', '/')}`;
};

/** Returns the id in `ACL-ACL-2020_2020.acl-main.1`. */
const aclOf = (id: string): string | undefined => {
  const local = /^ACL-[^_]*_(.+)$/.exec(id.slice(0, 200))?.[1];
  return local && `acl:${local}`;
};

const linkIn = (md: string): string | undefined =>
  /\]\((https?:[^\s)]+)\)/.exec(md.slice(0, 10_000))?.[1];

/** Returns the address of a PDF's page, if the PDF's own address says it. */
function absOf(pdf: string): string | undefined {
  const page = pdf
    .replace(/^(https?:\/\/arxiv\.org)\/pdf\/(.+?)(?:\.pdf)?$/i, '$1/abs/$2')
    .replace(/^(https?:\/\/openreview\.net)\/pdf\?/i, '$1/forum?');
  return page === pdf ? undefined : page;
}

/** Returns what the paper's own BibTeX says of it. */
function bibliographyOf(bibtex: string): Reference | undefined {
  const text = bibtex.slice(0, 50_000);
  const [record] = text ? (bibtexReader()(text, 0, true, () => 1)?.records ?? []) : [];
  return record && 'reference' in record ? record.reference : undefined;
}
