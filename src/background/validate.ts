import * as v from 'valibot';
import type { Exported } from '../library/schema';
import { isStamp, type Stamp } from '../paper/clock';
import type { Entry } from '../paper/entry';
import { isPaperId, type PaperId } from '../paper/ids';
import {
  type IdChange,
  LONGEST_NOTE,
  type MarkChange,
  type MarkPatch,
  TAG_COLOURS,
} from '../paper/mark';
import { MOST, type Paper } from '../paper/paper';
import { webAddress } from '../paper/web-address';
import { RequestError } from '../protocol/requests';

/**
 * What messages may hold. A message comes from a content script, and what a content script says
 * comes from a page: nothing of it is believed before it passed here.
 */
const paperId = v.custom<PaperId>(isPaperId, 'is not a paper id');

const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Firefox hands over structured clones: lists, dates and maps are objects too, and none of ours. */
const isRecord = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]';
const object = <T extends v.ObjectEntries>(entries: T) =>
  v.pipe(v.custom<Record<string, unknown>>(isRecord, 'is not an object'), v.strictObject(entries));

/** Its length is looked at before what is in it: a list can be of any length. */
const upTo = (longest: number) =>
  v.pipe(
    v.array(v.unknown()),
    v.maxLength(longest, ({ received }) => `has more than ${longest} items (${received})`),
  );
const list = <T>(longest: number, item: v.GenericSchema<unknown, T>) =>
  v.pipe(upTo(longest), v.array(item));
const address = v.pipe(
  text(MOST.address),
  v.check((value) => webAddress(value) !== undefined, 'is not an http or https address'),
  v.transform((value) => webAddress(value) as string),
);
/** 2026-09-25, 2026-09 or 2026. */
const date = v.pipe(
  v.string(),
  v.regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/),
);

const facts = {
  id: paperId,
  aliases: v.optional(list(100, paperId)),
  title: v.pipe(text(MOST.title), v.minLength(1)),
  authors: list(MOST.authors, text(MOST.name)),
  authorCount: v.optional(whole),
  abstract: v.optional(text(MOST.abstract)),
  published: v.optional(date),
  venue: v.optional(text(MOST.venue)),
  categories: v.optional(list(100, text(100))),
  links: object({
    page: address,
    pdf: v.optional(address),
    code: v.optional(address),
  }),
  upvotes: v.optional(whole),
  comments: v.optional(whole),
  seen: v.optional(object({ site: text(50), url: address, at: time })),
};
const paper = object(facts);
/** Records that became one have the names of all, and a backup must come back whole. */
const heldPaper = object({
  ...facts,
  aliases: v.optional(list(MOST.merged, paperId)),
  categories: v.optional(list(MOST.merged, text(100))),
});

const when = v.union([v.boolean(), time]);
const note = v.pipe(
  v.string(),
  v.maxLength(
    LONGEST_NOTE,
    ({ received }) => `is longer than ${LONGEST_NOTE} characters (${received})`,
  ),
);
const tag = v.pipe(text(100), v.trim(), v.minLength(1));

/**
 * Tags are the reader's words, "constructor" is one of them: valibot's `record` would drop it in
 * silence. `__proto__` is none, and is refused rather than dropped.
 */
const byTag = <T>(isValue: (value: unknown) => value is T, otherwise: string) =>
  v.pipe(
    v.custom<Record<string, unknown>>(isRecord, 'is not an object'),
    v.rawTransform(({ dataset, addIssue, NEVER }): Record<string, T> => {
      const entries: [string, T][] = [];
      for (const [key, value] of Object.entries(dataset.value)) {
        const name = v.safeParse(tag, key);
        if (name.success && key !== '__proto__' && isValue(value)) {
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

const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const tags = byTag(isFlag, 'is neither true nor false');

const patch = object({
  starred: v.optional(when),
  read: v.optional(when),
  dismissed: v.optional(when),
  // The note that the library holds can be two merged ones, and as long as both: `was` has no bound.
  note: v.optional(object({ text: note, was: v.string() })),
  tags: v.optional(tags),
});

const ids = list(10_000, paperId);
const changes = list(10_000, object({ paper, patch }));

/** What is written in one transaction, where there can be any number. */
const MANY = 1_000;
const someIds = list(MANY, paperId);
/** What BibTeX and `\\cite` take, a little longer than any that is made. */
const citationKey = v.pipe(v.string(), v.regex(/^[\w:.+/-]{1,100}$/, 'is not a citation key'));
const keys = list(MANY, v.strictTuple([paperId, citationKey]));
/** What a paper left with, as a backup says it. */
const exported = object({
  id: paperId,
  citationKey: v.optional(citationKey),
  keyPattern: v.optional(text(500)),
  zoteroAt: v.optional(time),
});
const idChanges = list(MANY, object({ id: paperId, patch }));
const tagName = v.pipe(
  tag,
  v.check((name) => name !== '__proto__', 'is not a tag'),
);

/** What a reader did, as a file says it: what has no time in it is of a file that knows of none. */
const stamp = v.custom<Stamp>(isStamp, 'is not a time of change');
const mark = object({
  id: v.optional(paperId),
  starredAt: v.optional(time),
  readAt: v.optional(time),
  dismissedAt: v.optional(time),
  // Of two merged notes, and those merged again, a library may hold longer ones than one can write.
  note: v.optional(v.pipe(text(10 * LONGEST_NOTE), v.minLength(1))),
  tags: v.optional(list(MOST.merged, tagName)),
  times: v.optional(
    object({
      starred: v.optional(stamp),
      read: v.optional(stamp),
      dismissed: v.optional(stamp),
      note: v.optional(stamp),
      tags: v.optional(byTag(isStamp, 'is not a time of change')),
    }),
  ),
  seq: v.optional(whole),
});
const entry = object({ paper: heldPaper, mark });
const someEntries = upTo(MANY);
const someExported = upTo(10_000);

/** An error quotes what it refuses; of 1 MB the beginning will do. */
const LONGEST_MESSAGE = 200;

function check<T>(name: string, schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new RequestError('invalid', reasonOf(name, result.issues[0]));
}

function reasonOf(name: string, issue: v.BaseIssue<unknown>): string {
  const where = [name, v.getDotPath(issue)].filter(Boolean).join('.');
  return shorten(where) + shorten(`: ${issue.message}`);
}

const shorten = (message: string): string =>
  message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;

// Valibot types an absent key as `T | undefined`; it leaves absent keys absent.
export const checkPaper = (value: unknown): Paper => check('paper', paper, value) as Paper;
export const checkPatch = (value: unknown): MarkPatch => check('patch', patch, value) as MarkPatch;
export const checkChanges = (value: unknown): MarkChange[] =>
  check('changes', changes, value) as MarkChange[];
export const checkId = (value: unknown): PaperId => check('id', paperId, value);
export const checkAddress = (value: unknown): string => check('address', address, value);
export const checkIds = (value: unknown): PaperId[] => check('ids', ids, value);
export const checkSomeIds = (value: unknown): PaperId[] => check('ids', someIds, value);
export const checkKeys = (value: unknown): [PaperId, string][] => check('keys', keys, value);
/** Those that can be taken: one that is broken costs itself alone. */
export const checkExported = (value: unknown): Exported[] =>
  check('exported', someExported, value).flatMap((one) => {
    const result = v.safeParse(exported, one, { abortEarly: true });
    return result.success ? [result.output as Exported] : [];
  });
export const checkHow = (value: unknown): 'merge' | 'exactly' =>
  check('how', v.picklist(['merge', 'exactly']), value);
export const checkPattern = (value: unknown): string => check('pattern', text(500), value);
export const checkIdChanges = (value: unknown): IdChange[] =>
  check('changes', idChanges, value) as IdChange[];
export const checkTag = (value: unknown): string => check('tag', tagName, value);
export const checkColour = (value: unknown): string | null =>
  check('colour', v.nullable(v.picklist(TAG_COLOURS)), value);
export const checkFlag = (value: unknown): boolean => check('flag', v.boolean(), value);
export const checkSeq = (value: unknown): number | undefined =>
  check('seq', v.optional(whole), value);
export const checkSource = (value: unknown): number | undefined =>
  check('source', v.optional(time), value);
export const checkImportId = (value: unknown): string =>
  check('importId', v.pipe(text(100), v.minLength(1)), value);

/** An entry that cannot be taken, and why. */
export interface Refused {
  /** Its place in the list, from 0. */
  readonly at: number;
  readonly reason: string;
}

/** The entries of a file that can be taken, and the others: one that is broken costs itself alone. */
export function checkEntries(value: unknown): {
  entries: Entry[];
  positions: number[];
  refused: Refused[];
} {
  const entries: Entry[] = [];
  const positions: number[] = [];
  const refused: Refused[] = [];
  for (const [at, one] of check('entries', someEntries, value).entries()) {
    const result = v.safeParse(entry, one, { abortEarly: true });
    if (!result.success) {
      refused.push({ at, reason: reasonOf('entry', result.issues[0]) });
      continue;
    }
    const { paper, mark } = result.output;
    const known = { ...mark, id: paper.id, times: mark.times ?? {}, seq: 0 };
    entries.push({ paper, mark: known } as Entry);
    positions.push(at);
  }
  return { entries, positions, refused };
}
