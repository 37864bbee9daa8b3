import { isStamp, type Stamp } from '../../paper/clock';
import type { Entry } from '../../paper/entry';
import { isPaperId, type PaperId, pageOf } from '../../paper/ids';
import { LONGEST_NOTE, type Mark, type MarkTimes, READ_BY } from '../../paper/mark';
import { defined, MOST, type Paper, type PaperLinks, type Sighting } from '../../paper/paper';
import {
  isBibtexFacts,
  isCitationKey,
  isCslType,
  isFieldValue,
  type PaperFields,
} from '../../paper/publication';
import { isCount, isObject, isTime, type JsonObject, shortAddress } from './checks';
import type { FormatReader, ReadRecord } from './format-reader';
import { jsonReader } from './json-reader';
import { excerpt, type Problem } from './problem';

/** Returns whether a value is an entry of Dogear's own file, whose fields may be damaged. */
export const isDogearEntry = (value: unknown): value is { paper: JsonObject; mark?: unknown } =>
  isObject(value) && isObject(value.paper);

/** The newest version of the file that this can read. */
const KNOWN_VERSION = 2;

/**
 * Reads Dogear's own file. What src/formats/write/dogear.ts wrote comes back exactly, marks with
 * their times. Each field is checked by itself; one that is not valid is left out, and the rest is
 * kept.
 */
export function dogearReader(): FormatReader {
  let isNewer = false;
  return jsonReader({
    isEntry: isDogearEntry,
    read({ name, isItem, value, at }) {
      if (isNewer) return 'stop';
      if (!isItem && name === 'version' && !(Number(value) <= KNOWN_VERSION)) {
        isNewer = true;
        return [{ at, code: 'newer', detail: excerpt(String(value)) }];
      }
      // A backup also has the colours of tags before the papers, and their citation keys behind
      // them.
      if (isItem && (name === 'tags' || name === 'exported')) return [];
      if (!isItem && !isDogearEntry(value)) return [];
      return [readEntry(value, at)];
    },
  });
}

function readEntry(value: unknown, at: number): ReadRecord {
  if (!isDogearEntry(value)) return { at, code: 'broken', detail: '' };
  const source = value.paper;
  const { id } = source;
  if (!isPaperId(id)) return { at, code: 'no-id', detail: excerpt(String(source.title ?? id)) };
  const problems: Problem[] = [];
  const take: Take = (field, value, check) => {
    const taken = value === undefined ? undefined : check(value);
    if (value !== undefined && taken === undefined) {
      problems.push({ code: 'bad-field', detail: `${id} ${field}` });
    }
    return taken;
  };
  const entry: Entry = {
    paper: readPaper(id, source, take),
    mark: readMark(id, isObject(value.mark) ? value.mark : {}, take),
  };
  return { at, entry, problems };
}

/** Returns a field's value if the check accepts it; reports it otherwise. */
type Take = <T>(
  field: string,
  value: unknown,
  check: (value: unknown) => T | undefined,
) => T | undefined;

const text =
  (longest: number) =>
  (value: unknown): string | undefined =>
    typeof value === 'string' && value.length <= longest ? value : undefined;
const valid =
  <T>(isValid: (value: unknown) => value is T) =>
  (value: unknown): T | undefined =>
    isValid(value) ? value : undefined;
const count = (value: unknown) => (isCount(value) ? value : undefined);
const version = (value: unknown) => (isCount(value) && value > 0 ? value : undefined);
const time = (value: unknown) => (isTime(value) ? value : undefined);
const stamp = (value: unknown) => (isStamp(value) ? value : undefined);
const readBy = (value: unknown) => READ_BY.find((way) => way === value);
const address = (value: unknown) => (typeof value === 'string' ? shortAddress(value) : undefined);
const list =
  <T>(most: number, item: (value: unknown) => T | undefined) =>
  (value: unknown): readonly T[] | undefined => {
    if (!Array.isArray(value) || value.length > most) return undefined;
    const items = value.map(item);
    return items.includes(undefined) ? undefined : (items as T[]);
  };
const paperId = (value: unknown): PaperId | undefined => (isPaperId(value) ? value : undefined);
const DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
const date = (value: unknown) =>
  typeof value === 'string' && DATE.test(value) ? value : undefined;

/** Puts the fields in the order of the file, so that a file read and written is the same file. */
const inOrderOf = <T extends object>(record: T, source: JsonObject): T =>
  Object.fromEntries(
    [...new Set([...Object.keys(source), ...Object.keys(record)])]
      .filter((key) => Object.hasOwn(record, key))
      .map((key) => [key, record[key as keyof T]]),
  ) as T;

function readPaper(id: PaperId, source: JsonObject, take: Take): Paper {
  const title = take('title', source.title, text(MOST.title));
  const paper = defined<Paper>({
    id,
    aliases: take('aliases', source.aliases, list(MOST.merged, paperId)),
    title: title || id,
    authors: take('authors', source.authors, list(MOST.authors, text(MOST.name))) ?? [],
    authorCount: take('authorCount', source.authorCount, count),
    version: take('version', source.version, count),
    abstract: take('abstract', source.abstract, text(MOST.abstract)),
    published: take('published', source.published, date),
    venue: take('venue', source.venue, text(MOST.venue)),
    type: take('type', source.type, valid(isCslType)),
    fields: readFields(source.fields, take),
    bibtex: take('bibtex', source.bibtex, valid(isBibtexFacts)),
    key: take('key', source.key, valid(isCitationKey)),
    categories: take('categories', source.categories, list(MOST.merged, text(100))),
    links: readLinks(id, isObject(source.links) ? source.links : {}, take),
    upvotes: take('upvotes', source.upvotes, count),
    comments: take('comments', source.comments, count),
    seen: take('seen', source.seen, readSighting),
    addedAt: take('addedAt', source.addedAt, time),
  });
  return inOrderOf(paper, source);
}

function readFields(source: unknown, take: Take): PaperFields | undefined {
  const fields = take('fields', source, (value) => (isObject(value) ? value : undefined)) ?? {};
  const kept = Object.entries(fields).filter(([name, value]) =>
    take(`fields.${name.slice(0, 50)}`, value, () => isFieldValue(name, value) || undefined),
  );
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function readLinks(id: PaperId, source: JsonObject, take: Take): PaperLinks {
  const links = defined<PaperLinks>({
    page: take('links.page', source.page, address) ?? pageOf(id),
    pdf: take('links.pdf', source.pdf, address),
    code: take('links.code', source.code, address),
  });
  return inOrderOf(links, source);
}

function readSighting(value: unknown): Sighting | undefined {
  if (!isObject(value)) return undefined;
  const [site, url, at] = [text(50)(value.site), address(value.url), time(value.at)];
  if (site === undefined || url === undefined || at === undefined) return undefined;
  return inOrderOf({ site, url, at }, value);
}

/** Longest note, in characters: notes of one paper may have been merged, more than once. */
const LONGEST_MERGED = 10 * LONGEST_NOTE;

function readMark(id: PaperId, source: JsonObject, take: Take): Mark {
  const mark = defined<Mark>({
    id,
    starredAt: take('starredAt', source.starredAt, time),
    readAt: take('readAt', source.readAt, time),
    readBy: take('readBy', source.readBy, readBy),
    heldAt: take('heldAt', source.heldAt, time),
    readVersion: take('readVersion', source.readVersion, version),
    dismissedAt: take('dismissedAt', source.dismissedAt, time),
    note: take('note', source.note, text(LONGEST_MERGED)) || undefined,
    tags: take('tags', source.tags, readTags),
    times: readTimes(isObject(source.times) ? source.times : {}, take),
    seq: take('seq', source.seq, count) ?? 0,
  });
  return inOrderOf(mark, source);
}

/**
 * Returns a valid tag. `__proto__` is none: as the name of a member it would mean something else.
 */
const tagOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= 100 && value.trim() && value !== '__proto__'
    ? value
    : undefined;

function readTags(value: unknown): readonly string[] | undefined {
  const tags = list(MOST.merged, tagOf)(value);
  return tags && [...new Set(tags)];
}

function readTimes(source: JsonObject, take: Take): MarkTimes {
  const times = defined<MarkTimes>({
    starred: take('times.starred', source.starred, stamp),
    read: take('times.read', source.read, stamp),
    dismissed: take('times.dismissed', source.dismissed, stamp),
    note: take('times.note', source.note, stamp),
    tags: take('times.tags', source.tags, readTagTimes),
  });
  return inOrderOf(times, source);
}

function readTagTimes(value: unknown): Readonly<Record<string, Stamp>> | undefined {
  if (!isObject(value)) return undefined;
  const times = Object.entries(value).slice(0, 10_000);
  if (times.some(([tag, stamp]) => tagOf(tag) === undefined || !isStamp(stamp))) return undefined;
  return Object.fromEntries(times) as Record<string, Stamp>;
}
