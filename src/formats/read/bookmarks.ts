import { parseId } from '../../paper/ids';
import type { FormatReader, ReadRecord } from './format-reader';
import type { Reference } from './to-entry';

/**
 * What of a bookmarks file tells something; all else is between. A tag that does not close ends at
 * the next one: to look for its end through the whole file takes minutes where none of many closes.
 */
const TOKEN = /<(\/?)(dl|h3|a|dd)\b([^<>"]*(?:"[^"]*"[^<>"]*)*)>([^<]*)/gi;
/** Longer than any of them: icons stand in the attributes, as data. */
const LONGEST_TOKEN = 400_000;

/** Of folders within folders, the innermost; each paper is tagged with all of these. */
const MOST_FOLDERS = 100;

/** The folders that every browser has. */
const ROOTS =
  /^(?:bookmarks|favorites|lesezeichen|bookmarks? (?:bar|menu|toolbar)|favorites bar|other (?:bookmarks|favorites)|mobile bookmarks|unsorted bookmarks|imported)$/i;

/**
 * A browser's bookmarks (https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)),
 * of them those that lead to a paper: starred when they were added, tagged with the folders they are
 * in and with Firefox's own tags.
 */
export function bookmarksReader(): FormatReader {
  const folders: string[] = [];
  let folder = '';
  let waiting: { readonly line: number; readonly reference: Reference } | undefined;
  const take = (): ReadRecord[] => {
    const record: ReadRecord[] = waiting
      ? [{ at: 0, line: waiting.line, reference: waiting.reference }]
      : [];
    waiting = undefined;
    return record;
  };

  return (text, at, isLast, lineAt) => {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const end = match ? match.index + match[0].length : text.length;
    // The text behind a tag may go on.
    if (end >= text.length && !isLast) {
      const start = match?.index ?? text.lastIndexOf('<');
      if (start > at && text.length - start < LONGEST_TOKEN) return { next: start, records: [] };
      if (start === at) return undefined;
    }
    if (!match) return { next: text.length, records: take() };
    const [, slash, name = '', attributes = '', words = ''] = match;
    const tag = name.toLowerCase();
    if (tag === 'dd' && waiting) {
      const note = unescapeHtml(words).trim();
      if (note) waiting = { ...waiting, reference: { ...waiting.reference, note } };
      return { next: end, records: take() };
    }
    const records = slash && tag === 'a' ? [] : take();
    if (tag === 'h3' && !slash) folder = unescapeHtml(words).trim();
    if (tag === 'dl' && !slash) {
      folders.push(ROOTS.test(folder) ? '' : folder);
      folder = '';
    }
    if (tag === 'dl' && slash) folders.pop();
    if (tag === 'a' && !slash) {
      const reference = toReference(attributes, words, folders);
      if (reference) waiting = { line: lineAt(match.index), reference };
    }
    return { next: end, records };
  };
}

function toReference(
  attributes: string,
  words: string,
  folders: readonly string[],
): Reference | undefined {
  const attribute = (name: string): string => {
    const found = new RegExp(`\\b${name}\\s*=\\s*"([^"]{0,5000})"`, 'i').exec(attributes)?.[1];
    return unescapeHtml(found ?? '');
  };
  const link = attribute('href');
  const id = parseId(link);
  if (!id) return undefined;
  const added = Number(attribute('add_date'));
  // Seconds in the form's description, microseconds in some that were written.
  const at = added > 1e14 ? added / 1000 : added > 1e11 ? added : added * 1000;
  return {
    key: link,
    ids: [id],
    pages: [link],
    title: titleOf(unescapeHtml(words)),
    tags: [...folders.slice(-MOST_FOLDERS), ...attribute('tags').split(',')],
    starredAt: Math.round(at) || 0,
  };
}

/** Pages call themselves "[2401.12345] Title", "Paper page - Title", "Title | OpenReview". */
function titleOf(words: string): string {
  const title = words
    .trim()
    .replace(/^\[[\w./-]{5,30}\]\s*/, '')
    .replace(/^Paper page - /, '')
    .replace(
      /(?<!\s)\s+(?:\||-)\s+(?:OpenReview|ACL Anthology|bioRxiv|medRxiv|PubMed|alphaXiv)$/,
      '',
    );
  return parseId(title) || /^https?:/i.test(title) ? '' : title;
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The text of what stands between tags or in an attribute. */
export function unescapeHtml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, ten, hex, name) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = ten ? Number(ten) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
