/**
 * What messages may contain. A message comes from a content script, and what a content script says comes
 * from a page: nothing in it is believed before it was checked against these.
 */
import * as v from 'valibot';
import { isStamp, type Stamp } from '../paper/clock';
import { isPaperId, type PaperId, parseId } from '../paper/ids';
import { LONGEST_NOTE, MARK_FLAGS, type MarkFlag, READ_BY, timeFieldOf } from '../paper/mark';
import { MOST, type Paper, trim } from '../paper/paper';
import { isBibtexFacts, isCitationKey, isCslType, isPaperFields } from '../paper/publication';
import { webAddress } from '../paper/web-address';

export const paperId = v.custom<PaperId>(isPaperId, 'is not a paper id');
export const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
export const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
export const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const uuid = v.pipe(v.string(), v.regex(/^[\da-f-]{36}$/));

/** Whether a value is a plain object. Firefox passes structured clones: lists, dates and maps, too. */
const isRecord = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]';
const object = <T extends v.ObjectEntries>(entries: T) =>
  v.pipe(v.custom<Record<string, unknown>>(isRecord, 'is not an object'), v.strictObject(entries));

/** A list of anything. Its length is checked before its items, since it may have any length. */
export const upTo = (longest: number) =>
  v.pipe(
    v.array(v.unknown()),
    v.maxLength(longest, ({ received }) => `has more than ${longest} items (${received})`),
  );
const list = <T>(longest: number, item: v.GenericSchema<unknown, T>) =>
  v.pipe(upTo(longest), v.array(item));

export const address = v.pipe(
  text(MOST.address),
  v.check((value) => webAddress(value) !== undefined, 'is not an http or https address'),
  v.transform((value) => webAddress(value) as string),
);
/** The name of an entry in a tab's history, or the address of its page. */
export const historyEntry = text(MOST.address);
export const place = object({
  id: paperId,
  top: v.pipe(v.number(), v.finite()),
  opened: v.optional(paperId),
});
/** 2026-09-25, 2026-09 or 2026. */
const date = v.pipe(
  v.string(),
  v.regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/),
);

const paperFields = {
  id: paperId,
  aliases: v.optional(list(100, paperId)),
  title: v.pipe(text(MOST.title), v.minLength(1)),
  authors: list(MOST.authors, text(MOST.name)),
  authorCount: v.optional(whole),
  abstract: v.optional(text(MOST.abstract)),
  published: v.optional(date),
  venue: v.optional(text(MOST.venue)),
  version: v.optional(whole),
  categories: v.optional(list(100, text(100))),
  links: object({
    page: address,
    pdf: v.optional(address),
    code: v.optional(address),
  }),
  upvotes: v.optional(whole),
  comments: v.optional(whole),
  seen: v.optional(object({ site: text(50), url: address, at: time })),
  addedAt: v.optional(time),
};
/** What files and the user say of a publication; a page has none of it. */
const publication = {
  type: v.optional(v.custom(isCslType, 'is not a type of CSL')),
  fields: v.optional(v.custom(isPaperFields, 'are not fields of a publication')),
  bibtex: v.optional(v.custom(isBibtexFacts, 'are not fields of BibTeX')),
  key: v.optional(v.custom(isCitationKey, 'is not a citation key')),
};
export const paper = object({ ...paperFields, ...publication });
/**
 * A paper as a page says it: what is longer than any paper has is cut before the limits are checked, and
 * aliases, which are DOIs as the page has them, get their canonical form.
 */
const seenPaper = v.pipe(
  object({
    ...paperFields,
    aliases: v.optional(list(100, v.string())),
    title: v.string(),
    authors: v.array(v.string()),
    abstract: v.optional(v.string()),
    venue: v.optional(v.string()),
    links: object({ page: address, pdf: v.optional(v.string()), code: v.optional(v.string()) }),
    seen: v.optional(object({ site: text(50), url: v.string(), at: time })),
  }),
  v.transform(
    (said): Record<string, unknown> => ({ ...trim(withCanonicalAliases(said) as Paper) }),
  ),
  object(paperFields),
);
/** A paper of a backup: merged records have the ids of all, and a backup must come back whole. */
const storedPaper = object({
  ...paperFields,
  ...publication,
  aliases: v.optional(list(MOST.merged, paperId)),
  categories: v.optional(list(MOST.merged, text(100))),
});

function withCanonicalAliases<T extends { id: PaperId; aliases?: string[] | undefined }>(said: T) {
  const ids = said.aliases?.flatMap((alias) => canonicalAlias(alias) ?? []);
  const others = ids?.filter((id) => id !== said.id) ?? [];
  return { ...said, aliases: others.length > 0 ? others : undefined };
}

/** In an address, the angles of a DOI are written as `%3C` and `%3E`. */
const canonicalAlias = (alias: string): PaperId | undefined =>
  isPaperId(alias) ? alias : parseId(alias.replace(/%3C/gi, '<').replace(/%3E/gi, '>'));

export const publicationFacts = object({
  type: publication.type,
  venue: paperFields.venue,
  published: paperFields.published,
  key: publication.key,
  fields: publication.fields,
});

const tag = v.pipe(text(100), v.trim(), v.minLength(1));
export const tagName = v.pipe(
  tag,
  v.check((name) => name !== '__proto__', 'is not a tag'),
);

/**
 * A record by tag. Tags are the user's words, and "constructor" is one of them: valibot's `record` would
 * silently drop it. `__proto__` is not a tag, and is refused rather than dropped.
 */
const byTag = <T>(isValue: (value: unknown) => value is T, otherwise: string) =>
  v.pipe(
    v.custom<Record<string, unknown>>(isRecord, 'is not an object'),
    v.rawTransform(({ dataset, addIssue, NEVER }): Record<string, T> => {
      const entries: [string, T][] = [];
      for (const [key, value] of Object.entries(dataset.value)) {
        const name = v.safeParse(tagName, key);
        if (name.success && isValue(value)) {
          entries.push([name.output, value]);
          continue;
        }
        const message = isValue(value) ? 'is not a tag' : otherwise;
        const input = dataset.value;
        addIssue({ message, path: [{ type: 'object', origin: 'value', input, key, value }] });
        return NEVER;
      }
      return Object.fromEntries(entries);
    }),
  );
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** An optional field for each flag of a mark. */
const forEachFlag = <K extends string, T>(
  nameOf: (flag: MarkFlag) => K,
  schema: v.GenericSchema<unknown, T>,
) =>
  Object.fromEntries(MARK_FLAGS.map((flag) => [nameOf(flag), v.optional(schema)])) as Record<
    K,
    v.OptionalSchema<v.GenericSchema<unknown, T>, undefined>
  >;

const note = v.pipe(
  v.string(),
  v.maxLength(
    LONGEST_NOTE,
    ({ received }) => `is longer than ${LONGEST_NOTE} characters (${received})`,
  ),
);
const readBy = v.optional(v.picklist(READ_BY));
const readVersion = v.optional(v.pipe(whole, v.minValue(1)));
export const patch = object({
  ...forEachFlag((flag) => flag, v.union([v.boolean(), time])),
  readBy,
  readVersion,
  // The note in the library can be two merged ones, and as long as both: `was` has no limit.
  note: v.optional(object({ text: note, was: v.string() })),
  tags: v.optional(byTag(isBoolean, 'is neither true nor false')),
});

/** The most records that are written in one transaction, where there can be any number. */
const BATCH = 1_000;

export const ids = list(10_000, paperId);
export const someIds = list(BATCH, paperId);
export const changes = list(10_000, object({ paper: seenPaper, patch }));
const idChange = object({ id: paperId, patch });
export const idChanges = list(BATCH, idChange);
/** What undoes a step; that of a page can be as large as what the page may change. */
export const inverse = list(10_000, idChange);
/** The steps of Undo of a tab; what undoes one is checked when it is taken back. */
export const storedSteps = list(
  50,
  object({ id: uuid, at: time, papers: whole, size: whole, changes: v.unknown() }),
);

const citationKey = v.custom<string>(isCitationKey, 'is not a citation key');
export const keyPattern = text(500);
export const keys = list(BATCH, v.strictTuple([paperId, citationKey]));

/** What a backup says about the exports of a paper. */
export const exported = object({
  id: paperId,
  citationKey: v.optional(citationKey),
  keyPattern: v.optional(keyPattern),
  zoteroAt: v.optional(time),
});
export const someExported = upTo(10_000);

const stamp = v.custom<Stamp>(isStamp, 'is not a time of change');
/** A mark as a file says it; a file without `times` is another program's. */
const mark = object({
  id: v.optional(paperId),
  ...forEachFlag(timeFieldOf, time),
  readBy,
  heldAt: v.optional(time),
  readVersion,
  // Notes that were merged, and merged again, can be longer than what can be written.
  note: v.optional(v.pipe(text(10 * LONGEST_NOTE), v.minLength(1))),
  tags: v.optional(list(MOST.merged, tagName)),
  times: v.optional(
    object({
      ...forEachFlag((flag) => flag, stamp),
      note: v.optional(stamp),
      tags: v.optional(byTag(isStamp, 'is not a time of change')),
    }),
  ),
  seq: v.optional(whole),
});
export const entry = object({ paper: storedPaper, mark });
export const someEntries = upTo(BATCH);

export const listName = v.picklist(['starred', 'dismissed']);
/** As many as anybody scrolls through in a popup. */
export const most = v.pipe(whole, v.maxValue(10_000));
export const search = object({
  list: listName,
  // A query has its own limit, and says so.
  text: text(1_000_000),
  unreadOnly: v.boolean(),
  order: v.picklist(['best', 'starred', 'added', 'published', 'read', 'title']),
});

/** A sender's name becomes part of a key. */
const sender = uuid;
export const delivery = object({ sender, n: whole });
/** What a page left of its requests; the changes are checked one request after the other. */
export const unanswered = list(1_000, object({ n: whole, changes: v.unknown() }));
