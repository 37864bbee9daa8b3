import * as v from 'valibot';
import { isPaperId, type PaperId, urlOf } from '../paper/id';
import { LONGEST_NOTE, type MarkChange, type MarkPatch } from '../paper/mark';
import { MOST, type Paper } from '../paper/paper';
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
const list = <T>(longest: number, item: v.GenericSchema<unknown, T>) =>
  v.pipe(
    v.array(v.unknown()),
    v.maxLength(longest, ({ received }) => `has more than ${longest} items (${received})`),
    v.array(item),
  );
const webAddress = v.pipe(
  text(MOST.address),
  v.check((address) => urlOf(address) !== undefined, 'is not an http or https address'),
);
/** 2026-09-25, 2026-09 or 2026. */
const date = v.pipe(
  v.string(),
  v.regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/),
);

const paper = object({
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
    page: webAddress,
    pdf: v.optional(webAddress),
    code: v.optional(webAddress),
  }),
  upvotes: v.optional(whole),
  comments: v.optional(whole),
  seen: v.optional(object({ site: text(50), url: webAddress, at: time })),
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
const tags = v.pipe(
  v.custom<Record<string, unknown>>(isRecord, 'is not an object'),
  v.rawTransform(({ dataset, addIssue, NEVER }): Record<string, boolean> => {
    const entries: [string, boolean][] = [];
    for (const [key, value] of Object.entries(dataset.value)) {
      const name = v.safeParse(tag, key);
      if (name.success && key !== '__proto__' && typeof value === 'boolean') {
        entries.push([name.output, value]);
        continue;
      }
      const message = typeof value === 'boolean' ? 'is not a tag' : 'is neither true nor false';
      const input = dataset.value;
      addIssue({ message, path: [{ type: 'object', origin: 'value', input, key, value }] });
      return NEVER;
    }
    return Object.fromEntries(entries);
  }),
);

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

/** An error quotes what it refuses; of 1 MB the beginning will do. */
const LONGEST_MESSAGE = 200;

function check<T>(name: string, schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = [name, v.getDotPath(issue)].filter(Boolean).join('.');
  throw new RequestError('invalid', shorten(where) + shorten(`: ${issue.message}`));
}

const shorten = (message: string): string =>
  message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;

// Valibot types an absent key as `T | undefined`; it leaves absent keys absent.
export const checkPaper = (value: unknown): Paper => check('paper', paper, value) as Paper;
export const checkPatch = (value: unknown): MarkPatch => check('patch', patch, value) as MarkPatch;
export const checkChanges = (value: unknown): MarkChange[] =>
  check('changes', changes, value) as MarkChange[];
export const checkId = (value: unknown): PaperId => check('id', paperId, value);
export const checkDigest = (value: unknown): string => check('digest', webAddress, value);
export const checkIds = (value: unknown): PaperId[] => check('ids', ids, value);
