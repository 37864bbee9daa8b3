/** Finds out which paper a reference is, from the ids in its fields, addresses and note. */
import {
  compareIds,
  isbnId,
  type PaperId,
  parseId,
  placeId,
  splitId,
  titleId,
} from '../../paper/ids';
import { plainOf } from '../write/plain';
import { isZoteroLine } from './note-lines';
import type { NoteLine, Reference } from './reference';

export interface Identity {
  /** All ids, the best first; empty if the reference has no identity. */
  readonly ids: readonly PaperId[];
  /** The note without the lines that only said which paper it is. */
  readonly note: string;
}

/**
 * @param pages the valid addresses of the paper's page
 * @param pdf the valid address of its PDF
 * @param title its title on one line
 * @param published its ISO date
 */
export function identify(
  reference: Reference,
  pages: readonly string[],
  {
    pdf,
    title,
    author,
    published,
  }: Partial<Record<'pdf' | 'title' | 'author' | 'published', string | undefined>>,
): Identity {
  const isText = (text: string | NoteLine | undefined) => typeof text !== 'object';
  const named = idsIn([...(reference.ids ?? []).filter(isText), ...pages, reference.pdf]);
  const isbn = reference.isbn ? isbnId(reference.isbn) : undefined;
  const { ids: noted, note } = takeIdsOfNote(reference, named, named.length === 0 && !isbn);
  const ids = [...named, ...noted].sort(compareIds);
  if (ids.length === 0 && isbn) ids.push(isbn);
  if (ids.length > 0) return { ids, note };
  // A paper that no registry knows is known by its address, and without one by its title.
  const place = [...pages, pdf].find((page) => page && placeId(page));
  const last = place
    ? placeId(place)
    : idOfTitle(title ?? '', author ?? '', published, reference.isKnownByTitle);
  return { ids: last ? [last] : [], note };
}

function idsIn(texts: readonly (string | undefined)[]): PaperId[] {
  const ids = texts.flatMap((text) => (text && parseId(text)) || []);
  return [...new Set(ids)].sort(compareIds);
}

/**
 * Takes from the lines of a note the ids for which the file has no field, at most one of each kind,
 * and returns the note without those lines. A field says which paper it is; beside one, "Compare
 * with:\narXiv:2401.00002" is the user's own text, and would make two papers one. Only if nothing
 * else names an id is any line taken for the paper's.
 */
function takeIdsOfNote(
  reference: Reference,
  named: readonly PaperId[],
  isNameless: boolean,
): { ids: PaperId[]; note: string } {
  const kinds = new Set(named.map((id) => splitId(id)[0]));
  const ids: PaperId[] = [];
  const lines = (reference.note ?? '').split('\n');
  for (const candidate of reference.ids ?? []) {
    const id = typeof candidate === 'object' ? parseId(candidate.line) : undefined;
    if (typeof candidate !== 'object' || !id) continue;
    const isNew = !kinds.has(splitId(id)[0]) && (candidate.isSure || isNameless);
    if (isNew) ids.push(id);
    kinds.add(splitId(id)[0]);
    if (!isNew && !(named.includes(id) && isZoteroLine(candidate.line))) continue;
    const index = lines.findIndex((line) => line.trim() === candidate.line);
    if (index >= 0) lines.splice(index, 1);
  }
  return { ids, note: lines.join('\n').trim() };
}

/** The id made of a title, without its TeX, the first author and the year. */
const idOfTitle = (
  title: string,
  author: string,
  published = '',
  isAlone = false,
): PaperId | undefined => titleId(plainOf(title), plainOf(author), published.slice(0, 4), isAlone);
