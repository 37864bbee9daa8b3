/**
 * The identity of a paper: one canonical string, the same on whichever site the paper is met.
 *
 * Each kind of id has a file with its form and the source of that. Web pages and titles come with
 * imported reading lists, whose theses and proceedings pages would have to be left out without them.
 * No text or link is taken for one of them, or for a book, unless it is asked for by its prefix.
 */
import { doi, SICI_IN_TEXT, withAngles } from './doi';
import { type IdKind, LONGEST_TEXT, type PaperId, splitId, trimPunctuation } from './kind';
import { idAtAddress, REGISTERED_KINDS } from './registered';
import { title } from './title';
import { webPage } from './web-page';

export { arxivId, arxivIdAt, mendArxivNumber } from './arxiv';
export { doiId, SICI_IN_TEXT, withAngles } from './doi';
export { isbnId } from './isbn';
export type { PaperId } from './kind';
export { splitId } from './kind';
export { titleId } from './title';
export { placeId } from './web-page';

/**
 * Every kind of id. Of the ids of one paper, the first in this order names its record. What is computed
 * from it is marked as pure, so that content scripts, which know one kind, do not carry them all.
 */
const KINDS: readonly IdKind[] = /* @__PURE__ */ REGISTERED_KINDS.concat(webPage, title);

/** The prefixes of all kinds, in the order in which they name a record. */
export const ID_PREFIXES: readonly string[] = /* @__PURE__ */ KINDS.map(({ prefix }) => prefix);

const BY_PREFIX = /* @__PURE__ */ new Map(/* @__PURE__ */ KINDS.map((kind) => [kind.prefix, kind]));
const RANK = /* @__PURE__ */ new Map(
  /* @__PURE__ */ KINDS.map(({ prefix }, rank) => [prefix, rank]),
);

const ADDRESS_IN_TEXT = /* @__PURE__ */ (() =>
  new RegExp(String.raw`https?:\/\/[^\s"'<>]+${SICI_IN_TEXT}`, 'i'))();
/** "arxiv.org/abs/2401.12345", as browsers show it. */
const WITHOUT_SCHEME = /^(?:[a-z\d-]+\.)+[a-z]{2,}\/\S+$/i;

/**
 * Returns the paper of an address, of an identifier in any usual spelling, or of a text that has
 * either in it. Versions are dropped. Undefined where there is none; never throws.
 */
export const parseId = (text: string): PaperId | undefined =>
  text.length > LONGEST_TEXT ? undefined : readId(withAngles(text));

function readId(text: string): PaperId | undefined {
  const trimmed = text.trim();
  if (!trimmed || trimmed.length > LONGEST_TEXT) return undefined;
  if (/^https?:\/\/\S+$/i.test(trimmed)) return idAtAddress(trimmed);

  const [, prefix = '', local] = /^([a-z]+):\s*(\S+)$/i.exec(trimmed) ?? [];
  return (
    BY_PREFIX.get(prefix.toLowerCase())?.parse(local) ??
    firstOf((kind) => (kind.isBare ? kind.parse(trimmed) : undefined)) ??
    (WITHOUT_SCHEME.test(trimmed) ? idAtAddress(`https://${trimmed}`) : undefined) ??
    idAtAddress(trimPunctuation(ADDRESS_IN_TEXT.exec(trimmed)?.[0] ?? '')) ??
    firstOf((kind) => kind.findInText?.(trimmed)) ??
    firstOf((kind) => kind.guessInText?.(trimmed))
  );
}

function firstOf(read: (kind: IdKind) => PaperId | undefined): PaperId | undefined {
  for (const kind of KINDS) {
    const id = read(kind);
    if (id) return id;
  }
  return undefined;
}

/**
 * Returns whether a value from outside is an id in its canonical spelling, or in one that it had:
 * libraries and backups have DOIs whose angles are escaped.
 */
export function isPaperId(value: unknown): value is PaperId {
  return typeof value === 'string' && readId(value) === value;
}

/** Returns the address of the paper's own public page. */
export function pageOf(id: PaperId): string {
  const [prefix, local] = splitId(id);
  // A damaged library can hold an id of no known kind, and is shown all the same.
  return (BY_PREFIX.get(prefix) ?? doi).pageOf(local);
}

/** Compares two ids of one paper: the one that names its record comes first. */
export function compareIds(a: PaperId, b: PaperId): number {
  return rankOf(a) - rankOf(b) || (a < b ? -1 : a > b ? 1 : 0);
}

const rankOf = (id: PaperId): number => RANK.get(splitId(id)[0]) ?? -1;
