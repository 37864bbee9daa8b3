import { parseId } from '../../paper/ids';
import { unixTime } from './checks';
import type { FormatReader, ReadRecord } from './format-reader';
import { unescapeHtml } from './html-text';
import { isTitleLike } from './link-titles';
import type { Reference } from './reference';

/**
 * The tags of a bookmarks file that mean something; everything else is skipped. A tag that does not
 * close ends at the next one: to look for its end through the whole file takes minutes if none of
 * many closes.
 */
const TOKEN = /<(\/?)(dl|h3|a|dd)\b([^<>"]*(?:"[^"]*"[^<>"]*)*)>([^<]*)/gi;
/** Longer than any token: the attributes hold icons as data. */
const LONGEST_TOKEN = 400_000;

/** A paper is tagged with the innermost folders it is in, at most so many. */
const MOST_FOLDERS = 100;

/**
 * Marks a folder that the browser made itself, whatever it is called in the user's language:
 * `PERSONAL_TOOLBAR_FOLDER`, Firefox's `UNFILED_BOOKMARKS_FOLDER`, Safari's reading list.
 */
const BROWSERS_OWN = /\b\w{1,50}_FOLDER\s*=\s*"true"|\bid\s*=\s*"com\.apple\./i;

/**
 * Reads the bookmarks that a browser exports
 * (https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)),
 * keeping those that lead to a paper: starred when they were added, tagged with their folders and
 * with Firefox's own tags.
 */
export function bookmarksReader(): FormatReader {
  const folders: string[] = [];
  let folder = '';
  /** A bookmark whose note may follow. */
  let waiting: { readonly line: number; readonly reference: Reference } | undefined;
  const takeWaiting = (): ReadRecord[] => {
    const records = waiting ? [{ at: 0, ...waiting }] : [];
    waiting = undefined;
    return records;
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
    if (!match) return { next: text.length, records: takeWaiting() };
    const [, slash, name = '', attributes = '', words = ''] = match;
    const tag = name.toLowerCase();
    if (tag === 'dd' && waiting) {
      const note = unescapeHtml(words).trim();
      if (note) waiting = { ...waiting, reference: { ...waiting.reference, note } };
      return { next: end, records: takeWaiting() };
    }
    const records = slash && tag === 'a' ? [] : takeWaiting();
    if (tag === 'h3' && !slash) {
      folder = BROWSERS_OWN.test(attributes) ? '' : unescapeHtml(words).trim();
    }
    if (tag === 'dl' && !slash) {
      folders.push(folder);
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
    const value = new RegExp(`\\b${name}\\s*=\\s*"([^"]{0,5000})"`, 'i').exec(attributes)?.[1];
    return unescapeHtml(value ?? '');
  };
  const link = attribute('href');
  const id = parseId(link);
  if (!id) return undefined;
  return {
    key: link,
    ids: [id],
    pages: [link],
    title: titleOfPage(unescapeHtml(words)),
    tags: [...folders.slice(-MOST_FOLDERS), ...attribute('tags').split(',')],
    // The format's description has seconds; some programs write milliseconds or microseconds.
    starredAt: unixTime(Number(attribute('add_date'))) ?? 'undated',
  };
}

/**
 * Returns the paper's title from a page's: "[2401.12345] Title", "Paper page - Title", "Title |
 * OpenReview".
 */
export function titleOfPage(pageTitle: string): string {
  const title = pageTitle
    .trim()
    .replace(/^\[[\w./-]{5,30}\]\s*/, '')
    .replace(/^Paper page - /, '')
    .replace(
      /(?<!\s)\s+(?:\||-)\s+(?:OpenReview|ACL Anthology|bioRxiv|medRxiv|PubMed|alphaXiv)$/,
      '',
    );
  return parseId(title) || !isTitleLike(title) ? '' : title;
}
