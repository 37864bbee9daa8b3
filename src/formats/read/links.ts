import { type PaperId, parseId, SICI_IN_TEXT, withAngles } from '../../paper/ids';
import type { FormatReader, ReadRecord } from './format-reader';
import { titlesIn } from './link-titles';
import { isOfOneCitation } from './one-citation';
import { excerpt } from './problem';
import type { Reference } from './reference';

/** An address, a DOI, an arXiv number, or an id after the name of its kind. */
const CANDIDATE = new RegExp(
  [
    String.raw`https?:\/\/(?:[^\s"'<>()|\]}]|\([^\s"'<>()]*\))+${SICI_IN_TEXT}`,
    // An address as browsers show it.
    String.raw`(?<![\w./@-])(?:[a-z\d-]+\.)+[a-z]{2,}\/[^\s"'<>()|\]}]+`,
    // A DOI ends where the next id begins.
    String.raw`(?<![\w./])10\.\d{4,9}\/(?:(?![,;](?:10\.|https?:|doi:))[^\s"'<>])+${SICI_IN_TEXT}`,
    String.raw`\bpmid[\s:]{1,3}\d{1,9}\b`,
    String.raw`\b(?:arxiv|openreview|acl|isbn|url|title)\s?:\s?[^\s"'<>)\],;]+`,
    String.raw`(?<![\w./-])(?:\d{4}\.\d{4,5}(?:v\d+)?|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?\/\d{7})(?![\w/])`,
    String.raw`(?<![\w.-])(?:\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+|[A-Z]\d\d-\d{4})(?![\w-])`,
  ].join('|'),
  'gi',
);

/** A longer line is read in pieces of so many characters. */
const LONGEST_LINE = 10_000;

/**
 * Reads links and ids, one a line or anywhere in a text. What looks like one but belongs to no
 * paper that Dogear knows is reported; prose is not.
 */
export function linksReader(): FormatReader {
  /** The key of the last paper, which is its id. */
  let last: string | undefined;
  return (text, at, isLast) => {
    const newline = text.indexOf('\n', at);
    if (newline < 0 && !isLast && text.length - at < LONGEST_LINE) return undefined;
    const end = Math.min(newline < 0 ? text.length : newline, at + LONGEST_LINE);
    const records = recordsOf(withAngles(text.slice(at, end)), at, last);
    for (const record of records) if ('reference' in record) last = record.reference.key;
    return { next: end === newline ? end + 1 : end, records };
  };
}

/** Whether a line, or its beginning, has a link or an id of a paper in it. */
export const hasLink = (line: string): boolean =>
  recordsOf(withAngles(line.slice(0, LONGEST_LINE)), 0).some((record) => 'reference' in record);

/** @param before the id of the last paper above: its PDF, on a line of its own, is no other paper */
function recordsOf(line: string, at: number, before?: string): ReadRecord[] {
  const titles = titlesIn(line);
  const known = new Set<string>();
  const records: ReadRecord[] = [];
  /** The offset behind the first words; a citation has some before its ids. */
  const text = /^\P{L}*\p{L}+\P{L}+\p{L}+\P{L}+\p{L}/u.exec(line)?.[0].length ?? Infinity;
  /** The ids of the last paper, and the offsets of its first and behind its last. */
  let last: { readonly ids: PaperId[]; readonly from: number; to: number } | undefined;
  for (const match of line.matchAll(CANDIDATE)) {
    const candidate = match[0].replace(/[.,;:!?]+$/, '');
    const id = parseId(candidate);
    if (id && (known.has(id) || (id === before && /\bpdf\b/i.test(candidate)))) continue;
    if (id) known.add(id);
    const [from, to] = [match.index, match.index + candidate.length];
    if (id && last && isOfOneCitation(last.ids, id, line.slice(last.to, from), last.from >= text)) {
      last.ids.push(id);
      last.to = to;
      continue;
    }
    const start = at + from;
    const isLink = /^https?:/i.test(candidate);
    if (!id && isLink) records.push({ at: start, code: 'no-id', detail: excerpt(candidate) });
    if (id) {
      const link = isLink ? candidate : undefined;
      last = { ids: [id], from, to };
      records.push({ at: start, reference: toReference(last.ids, link, titles) });
    }
  }
  const alone = line.trim();
  // One word on a line of its own is meant as an id; but in Dogear's own list, a date can stand so.
  const isWord = /^[\w.:/-]{4,}$/.test(alone) && !/^\d{4}(?:-\d\d){0,2}$/.test(alone);
  if (records.length === 0 && isWord && /\d/.test(alone)) {
    const id = parseId(alone);
    records.push(
      id
        ? { at, reference: toReference([id], undefined, titles) }
        : { at, code: 'no-id', detail: excerpt(alone) },
    );
  }
  return records;
}

function toReference(
  ids: readonly PaperId[],
  link: string | undefined,
  titles: ReadonlyMap<string, string>,
): Reference {
  const title = link && titles.get(link);
  const [id] = ids;
  return {
    key: id,
    ids,
    pages: [link],
    title: title && parseId(title) ? undefined : (title ?? id),
  };
}
