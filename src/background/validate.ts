import * as v from 'valibot';
import { isPaperId, type PaperId } from '../paper/id';
import { LONGEST_NOTE, type MarkPatch } from '../paper/mark';
import type { Paper } from '../paper/paper';
import { RequestError } from '../protocol/requests';

/**
 * What messages may hold. A message comes from a content script, and what a content script says
 * comes from a page: nothing of it is believed before it passed here.
 */
const paperId = v.custom<PaperId>(isPaperId, 'is not a paper id');

const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const webAddress = v.pipe(
  text(2_000),
  v.check(
    (address) => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol),
    'is not an http or https address',
  ),
);
/** 2026-09-25, 2026-09 or 2026. */
const date = v.pipe(
  v.string(),
  v.regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/),
);

const paper = v.strictObject({
  id: paperId,
  aliases: v.optional(v.pipe(v.array(paperId), v.maxLength(20))),
  title: v.pipe(text(5_000), v.minLength(1)),
  authors: v.pipe(v.array(text(500)), v.maxLength(10_000)),
  authorCount: v.optional(whole),
  abstract: v.optional(text(100_000)),
  published: v.optional(date),
  venue: v.optional(text(1_000)),
  categories: v.optional(v.pipe(v.array(text(100)), v.maxLength(100))),
  links: v.strictObject({
    page: webAddress,
    pdf: v.optional(webAddress),
    code: v.optional(webAddress),
  }),
  upvotes: v.optional(whole),
  comments: v.optional(whole),
  seen: v.optional(v.strictObject({ site: text(50), url: webAddress, at: time })),
});

const when = v.union([v.boolean(), time]);
const note = v.pipe(
  v.string(),
  v.maxLength(
    LONGEST_NOTE,
    ({ received }) => `is longer than ${LONGEST_NOTE} characters (${received})`,
  ),
);
const tag = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));

const patch = v.strictObject({
  starred: v.optional(when),
  read: v.optional(when),
  dismissed: v.optional(when),
  note: v.optional(v.strictObject({ text: note, was: v.string() })),
  tags: v.optional(v.record(tag, v.boolean())),
});

const ids = v.pipe(v.array(paperId), v.maxLength(10_000));

function check<T>(name: string, schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = [name, v.getDotPath(issue)].filter(Boolean).join('.');
  throw new RequestError('invalid', `${where}: ${issue.message}`);
}

// Valibot types an absent key as `T | undefined`; it leaves absent keys absent.
export const checkPaper = (value: unknown): Paper => check('paper', paper, value) as Paper;
export const checkPatch = (value: unknown): MarkPatch => check('patch', patch, value) as MarkPatch;
export const checkIds = (value: unknown): PaperId[] => check('ids', ids, value);
