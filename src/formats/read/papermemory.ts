import { bibtexReader } from './bibtex';
import { excerpt, type FormatReader } from './format-reader';
import { jsonReader } from './json-reader';
import { isObject, type Reference, splitList, timeIn } from './to-entry';

/** What only a paper of PaperMemory's has, by whichever of its versions it was written. */
export const isPaperMemoryEntry = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.title === 'string' &&
  ['pdfLink', 'favorite', 'addDate', 'bibtex', 'bibtext', 'lastOpenDate', 'md'].some((name) =>
    Object.hasOwn(value, name),
  );

/**
 * PaperMemory's export, of all its ages: an object of papers by id beside `__dataVersion`, or a list.
 * Old ones have `conf` for the venue, `bibtext`, numbers for years, bare arXiv ids, and no `favorite`.
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
 * What its parsers write: "Accepted @ NeurIPS (2021)", "Accepted @ ICCV -- [crossref.org]". Behind it,
 * also on its line, is what the reader wrote.
 */
const BY_MACHINE =
  /^\s*(?:accepted|published|under review) @ (?:([^\n]*?)-- ?\[[^\][\n]*\]|([^\n]*?\(\d{4}\))|([^\n.,;:!?]{1,80})(?:\n|$))/i;

function toReference(paper: Readonly<Record<string, unknown>>, name: string): Reference {
  const text = (...names: string[]): string => {
    const found = names.map((name) => paper[name]).find((value) => value && value !== 'unknown');
    return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
  };
  const id = text('id') || name;
  const note = text('note');
  const said = BY_MACHINE.exec(note)?.slice(1).find(Boolean);
  const { hasMore, authors } = authorsOf(text('author'));
  const bibliography = bibliographyOf(text('bibtex', 'bibtext'));
  const pdf = text('pdfLink');
  // One that was opened was looked at; all that are in the memory were.
  const opened = Number(paper.count ?? 1) > 0 ? timeIn(paper.lastOpenDate) : undefined;
  const added = timeIn(paper.addDate);
  return {
    key: text('key') || id,
    title: text('title'),
    authors,
    hasMoreAuthors: hasMore,
    abstract: text('abstract') || bibliography?.abstract,
    date: text('year') || bibliography?.date,
    venue: text('venue', 'conf') || said || bibliography?.venue,
    categories: bibliography?.categories,
    ids: [arxivOf(id), aclOf(id), text('doi'), ...(bibliography?.ids ?? [])],
    pages: [absOf(pdf), linkIn(text('md')), pdf],
    pdf,
    code: text('codeLink'),
    note: note.replace(BY_MACHINE, ''),
    tags: Array.isArray(paper.tags)
      ? paper.tags.filter((tag) => typeof tag === 'string')
      : splitList(text('tags')),
    starredAt: paper.favorite ? (timeIn(paper.favoriteDate) ?? added ?? opened ?? 0) : undefined,
    readAt: opened,
    addedAt: added,
    from: 'papermemory',
  };
}

/** `Arxiv-1706.03762`, `Arxiv-math_0309136`, and in old files the number alone. */
const arxivOf = (id: string): string | undefined => {
  const local = /^(?:arxiv-)?((?:[a-z-]+[_/])?\d[\d.]+)(?:v\d+)?$/i.exec(id.slice(0, 100))?.[1];
  return local && `arxiv:${local.replace('_', '/')}`;
};

/** `ACL-ACL-2020_2020.acl-main.1` */
const aclOf = (id: string): string | undefined => {
  const local = /^ACL-[^_]*_(.+)$/.exec(id.slice(0, 200))?.[1];
  return local && `acl:${local}`;
};

const linkIn = (md: string): string | undefined =>
  /\]\((https?:[^\s)]+)\)/.exec(md.slice(0, 10_000))?.[1];

/** The page of a PDF, where the address tells it. */
function absOf(pdf: string): string | undefined {
  const page = pdf
    .replace(/^(https?:\/\/arxiv\.org)\/pdf\/(.+?)(?:\.pdf)?$/i, '$1/abs/$2')
    .replace(/^(https?:\/\/openreview\.net)\/pdf\?/i, '$1/forum?');
  return page === pdf ? undefined : page;
}

function authorsOf(author: string): { authors: string[]; hasMore: boolean } {
  const names = author.split(/\sand\s/i).map((name) => name.trim());
  const isMore = /^(?:others|et al\.?)$/i;
  return {
    authors: names.filter((name) => name && !isMore.test(name)),
    hasMore: names.some((name) => isMore.test(name)),
  };
}

/** What the paper's own BibTeX says besides. */
function bibliographyOf(bibtex: string): Reference | undefined {
  const text = bibtex.slice(0, 50_000);
  const [record] = text ? (bibtexReader()(text, 0, true, () => 1)?.records ?? []) : [];
  return record && 'reference' in record ? record.reference : undefined;
}
