import * as v from 'valibot';
import type { Exported } from '../library/schema';
import type { Delivery } from '../paper/delivery';
import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import {
  type IdChange,
  type Mark,
  type MarkChange,
  type MarkPatch,
  TAG_COLOURS,
} from '../paper/mark';
import { fitRead } from '../paper/merge-from-file';
import type { Paper } from '../paper/paper';
import {
  type ListName,
  type ListSearch,
  type Place,
  type PublicationFacts,
  RequestError,
} from '../protocol/requests';
import type { Unanswered } from '../protocol/unanswered';
import * as schema from './schemas';

/** Longest error message, which quotes what it refuses; that can be 1 MB. */
const LONGEST_MESSAGE = 200;

/** Returns a value that is as expected, and throws a `RequestError` for any other. */
function check<T>(name: string, expected: v.GenericSchema<unknown, T>, value: unknown): T {
  const result = v.safeParse(expected, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new RequestError('invalid', reasonOf(name, result.issues[0]));
}

function reasonOf(name: string, issue: v.BaseIssue<unknown>): string {
  const where = [name, v.getDotPath(issue)].filter(Boolean).join('.');
  return shorten(where) + shorten(`: ${issue.message}`);
}

const shorten = (message: string): string =>
  message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;

// The casts are needed since valibot types an absent key as `T | undefined`, although it leaves it absent.
export const checkPaper = (value: unknown): Paper => check('paper', schema.paper, value) as Paper;
export const checkPublication = (value: unknown): PublicationFacts =>
  check('facts', schema.publicationFacts, value) as PublicationFacts;
export const checkPatch = (value: unknown): MarkPatch =>
  check('patch', schema.patch, value) as MarkPatch;
export const checkChanges = (value: unknown): MarkChange[] =>
  check('changes', schema.changes, value) as MarkChange[];
export const checkDelivery = (value: unknown): Delivery | undefined =>
  check('delivery', v.optional(schema.delivery), value);
export const checkUnanswered = (value: unknown): Unanswered<unknown>[] =>
  check('unanswered', schema.unanswered, value) as Unanswered<unknown>[];
export const checkId = (value: unknown): PaperId => check('id', schema.paperId, value);
export const checkHistoryEntry = (value: unknown): string =>
  check('entry', schema.historyEntry, value);
export const checkPlace = (value: unknown): Place => check('place', schema.place, value);
export const checkAddress = (value: unknown): string => check('address', schema.address, value);
export const checkIds = (value: unknown): PaperId[] => check('ids', schema.ids, value);
export const checkSomeIds = (value: unknown): PaperId[] => check('ids', schema.someIds, value);
export const checkKeys = (value: unknown): [PaperId, string][] => check('keys', schema.keys, value);
/** Returns the records that are valid, and leaves out the others. */
export const checkExported = (value: unknown): Exported[] =>
  check('exported', schema.someExported, value).flatMap((one) => {
    const result = v.safeParse(schema.exported, one, { abortEarly: true });
    return result.success ? [result.output as Exported] : [];
  });
export const checkHow = (value: unknown): 'merge' | 'exactly' =>
  check('how', v.picklist(['merge', 'exactly']), value);
export const checkPattern = (value: unknown): string => check('pattern', schema.keyPattern, value);
export const checkIdChanges = (value: unknown): IdChange[] =>
  check('changes', schema.idChanges, value) as IdChange[];
export const checkInverse = (value: unknown): IdChange[] =>
  check('inverse', schema.inverse, value) as IdChange[];
export const checkStepId = (value: unknown): string => check('id', schema.uuid, value);
/** A step as it is stored; what undoes it is checked when that is wanted. */
export interface StoredStep {
  /** A UUID. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly papers: number;
  /** Size of `changes` as JSON, in characters. */
  readonly size: number;
  readonly changes: unknown;
}

/** Returns the steps that are stored; none where there are none, or what is stored is not valid. */
export function checkStoredSteps(value: unknown): StoredStep[] {
  const result = v.safeParse(schema.storedSteps, value, { abortEarly: true });
  return result.success ? (result.output as StoredStep[]) : [];
}
export const checkTag = (value: unknown): string => check('tag', schema.tagName, value);
export const checkColour = (value: unknown): string | null =>
  check('colour', v.nullable(v.picklist(TAG_COLOURS)), value);
export const checkList = (value: unknown): ListName => check('list', schema.listName, value);
export const checkMost = (value: unknown): number => check('most', schema.most, value);
export const checkSearch = (value: unknown): ListSearch => check('search', schema.search, value);
export const checkFlag = (value: unknown): boolean => check('flag', v.boolean(), value);
export const checkSeq = (value: unknown): number | undefined =>
  check('seq', v.optional(schema.whole), value);
export const checkSource = (value: unknown): number | undefined =>
  check('source', v.optional(schema.time), value);
export const checkImportId = (value: unknown): string =>
  check('importId', v.pipe(schema.text(100), v.minLength(1)), value);

/** An entry that was refused, and why. */
export interface Refused {
  /** Its position in the list, from 0. */
  readonly at: number;
  readonly reason: string;
}

/** Separates the valid entries of a file, with their positions in it, from those that are refused. */
export function checkEntries(value: unknown): {
  entries: Entry[];
  positions: number[];
  refused: Refused[];
} {
  const entries: Entry[] = [];
  const positions: number[] = [];
  const refused: Refused[] = [];
  for (const [at, one] of check('entries', schema.someEntries, value).entries()) {
    const result = v.safeParse(schema.entry, one, { abortEarly: true });
    if (!result.success) {
      refused.push({ at, reason: reasonOf('entry', result.issues[0]) });
      continue;
    }
    const { paper, mark } = result.output;
    const known = { ...mark, id: paper.id, times: mark.times ?? {}, seq: 0 } as Mark;
    entries.push({ paper, mark: fitRead(known) } as Entry);
    positions.push(at);
  }
  return { entries, positions, refused };
}
