import { parseId, SICI_IN_TEXT } from '../../paper/ids';
import { readTitle } from '../write/markdown';
import { unescapeHtml } from './bookmarks';
import { excerpt, type FormatReader, type ReadRecord } from './format-reader';
import type { Reference } from './to-entry';

/** An address, a DOI, an arXiv number, or an id with its kind before it. */
const CANDIDATE = new RegExp(
  [
    String.raw`https?:\/\/(?:[^\s"'<>()|\]}]|\([^\s"'<>()]*\))+${SICI_IN_TEXT}`,
    // An address as browsers show it.
    String.raw`(?<![\w./@-])(?:[a-z\d-]+\.)+[a-z]{2,}\/[^\s"'<>()|\]}]+`,
    // What a DOI ends at, the one behind it tells.
    String.raw`(?<![\w./])10\.\d{4,9}\/(?:(?![,;](?:10\.|https?:|doi:))[^\s"'<>])+${SICI_IN_TEXT}`,
    String.raw`\bpmid[\s:]{1,3}\d{1,9}\b`,
    String.raw`\b(?:arxiv|openreview|acl|isbn|url|title)\s?:\s?[^\s"'<>)\],;]+`,
    String.raw`(?<![\w./-])(?:\d{4}\.\d{4,5}(?:v\d+)?|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?\/\d{7})(?![\w/])`,
    String.raw`(?<![\w.-])(?:\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+|[A-Z]\d\d-\d{4})(?![\w-])`,
  ].join('|'),
  'gi',
);

/** `[Title](https://…)`, as in a list in Markdown; in the title, formulas have brackets. */
const TITLED =
  /\[((?:[^[\]\\]|\\.|\[(?:[^[\]\\]|\\.){0,100}\]){1,1000})\]\(\s*<?(https?:[^\s)>]{1,2000})/g;

/** The same in a page. */
const ANCHOR = /<a\b[^>]{0,1000}\bhref="(https?:[^"\s]{1,2000})"[^>]{0,1000}>([^<]{1,1000})</gi;

/** A line is looked at in records of so many characters. */
const LONGEST_LINE = 10_000;

/**
 * Links and ids, one a line or anywhere in a text. What looks like one and is of no paper that Dogear
 * knows is told of; prose is not.
 */
export function linksReader(): FormatReader {
  return (text, at, isLast) => {
    const newline = text.indexOf('\n', at);
    if (newline < 0 && !isLast && text.length - at < LONGEST_LINE) return undefined;
    const end = Math.min(newline < 0 ? text.length : newline, at + LONGEST_LINE);
    return { next: end === newline ? end + 1 : end, records: recordsOf(text.slice(at, end), at) };
  };
}

function recordsOf(line: string, at: number): ReadRecord[] {
  const titles = new Map([
    ...[...line.matchAll(TITLED)].map(
      ([, title = '', url = '']) => [url, readTitle(title)] as const,
    ),
    ...[...line.matchAll(ANCHOR)].map(
      ([, url = '', title = '']) => [url, unescapeHtml(title)] as const,
    ),
  ]);
  const seen = new Set<string>();
  const records: ReadRecord[] = [];
  for (const match of line.matchAll(CANDIDATE)) {
    const found = match[0].replace(/[.,;:!?]+$/, '');
    const id = parseId(found);
    if (id && seen.has(id)) continue;
    if (id) seen.add(id);
    const where = at + match.index;
    const isLink = /^https?:/i.test(found);
    if (!id && isLink) records.push({ at: where, code: 'no-id', detail: excerpt(found) });
    if (id)
      records.push({ at: where, reference: toReference(id, isLink ? found : undefined, titles) });
  }
  const alone = line.trim();
  // One word on a line of its own is meant as one; in our own list, a date can be.
  const isWord = /^[\w.:/-]{4,}$/.test(alone) && !/^\d{4}(?:-\d\d){0,2}$/.test(alone);
  if (records.length === 0 && isWord && /\d/.test(alone)) {
    const id = parseId(alone);
    records.push(
      id
        ? { at, reference: toReference(id, undefined, titles) }
        : { at, code: 'no-id', detail: excerpt(alone) },
    );
  }
  return records;
}

function toReference(id: string, link: string | undefined, titles: Map<string, string>): Reference {
  const title = link && titles.get(link);
  return {
    key: id,
    ids: [id],
    pages: [link],
    title: title && parseId(title) ? undefined : (title ?? id),
  };
}
