import { bibtexReader } from './bibtex';
import { bookmarksReader } from './bookmarks';
import { cslReader, isCslItem } from './csl-json';
import { isCslYaml } from './csl-yaml-head';
import { csvHeader, csvReader } from './csv';
import { dogearReader, isDogearEntry } from './dogear';
import { enwReader } from './enw';
import type { FormatReader } from './format-reader';
import { dialectReader } from './json-dialect';
import { jsonReader } from './json-reader';
import { hasLink, linksReader } from './links';
import { nbibReader } from './nbib';
import { isNote } from './note-files';
import { isPaperMemoryEntry, paperMemoryReader } from './papermemory';
import { paperpile } from './paperpile';
import type { ProblemCode } from './problem';
import { risReader } from './ris';
import { hypothesis, karakeep, linkwarden, omnivore } from './saved-json';
import { openAlex, semanticScholar } from './scholar-json';
import { wosReader } from './wos';
import { isZoteroItem, zoteroJsonReader } from './zotero-json';

/** What programs that are no reference managers call a paper, each in its own way. */
const DIALECTS = {
  'semantic-scholar': semanticScholar,
  openalex: openAlex,
  ...{ paperpile, karakeep, linkwarden, omnivore, hypothesis },
};
type DialectName = keyof typeof DIALECTS;

/** A format that can be read. The data page has a name for each. */
export type ReadFormat =
  | 'json'
  | 'papermemory'
  | 'csl-json'
  | 'zotero-json'
  | DialectName
  | 'bibtex'
  | 'ris'
  | 'nbib'
  | 'enw'
  | 'wos'
  | 'csv'
  | 'bookmarks'
  | 'endnote-xml'
  | 'pubmed-xml'
  | 'csl-yaml'
  | 'markdown'
  | 'links';

const READERS: Readonly<Record<ReadFormat, () => FormatReader | Promise<FormatReader>>> = {
  json: dogearReader,
  papermemory: paperMemoryReader,
  'csl-json': cslReader,
  'zotero-json': zoteroJsonReader,
  ...(Object.fromEntries(
    Object.entries(DIALECTS).map(([name, dialect]) => [name, () => dialectReader(dialect)]),
  ) as Record<DialectName, () => FormatReader>),
  bibtex: bibtexReader,
  ris: risReader,
  nbib: nbibReader,
  enw: enwReader,
  wos: wosReader,
  csv: csvReader,
  bookmarks: bookmarksReader,
  // These come with a parser of XML or YAML, which is loaded for them alone.
  'endnote-xml': async () => (await import('./endnote-xml')).endnoteXmlReader(),
  'pubmed-xml': async () => (await import('./pubmed-xml')).pubmedXmlReader(),
  'csl-yaml': async () => (await import('./csl-yaml')).cslYamlReader(),
  markdown: async () => (await import('./markdown-notes')).markdownNotesReader(),
  links: linksReader,
};

export const readerOf = (format: ReadFormat): FormatReader | Promise<FormatReader> =>
  READERS[format]();

/** Returns the format of a file that begins so, whatever its name, or why Dogear cannot read it. */
export function detectFormat(head: string): ReadFormat | ProblemCode {
  const text = head.trimStart();
  if (!text) return 'empty';
  if (isNoise(text)) return 'binary';
  if (/^[[{]/.test(text)) {
    const json = detectJson(text);
    if (json) return json;
    // Titles and addresses picked out of it would be papers without authors, and its references.
    if (/^(?:\[\s*)?\{\s*"/.test(text)) return 'other-json';
  }
  if (isNote(text)) return isCslYaml(text) ? 'csl-yaml' : 'markdown';
  const xml = detectXml(text);
  if (xml) return xml;
  if (/<!DOCTYPE NETSCAPE-Bookmark-file/i.test(text.slice(0, 1_000))) return 'bookmarks';
  // Tested before BibTeX: a page's style sheet has @media in it.
  if (/^<(?:!doctype html|html|head|body)\b/i.test(text))
    return holdsId(text) ? 'links' : 'unknown';
  // A file that begins like one of these is one, whatever its notes hold; a comment may come first.
  if (/^TY {0,2}-/.test(text)) return 'ris';
  if (/^PMID- ?\d/.test(text)) return 'nbib';
  if (/^%0 [A-Z]/.test(text)) return 'enw';
  if (/^FN .{1,100}\r?\nVR \d/.test(text)) return 'wos';
  if (/^@[ \t]*[a-z]{1,40}\s*[{(]/i.test(text)) return 'bibtex';
  if (/^RT [A-Z][^\n]*\r?\n(?:[A-Z][A-Z\d] [^\n]*\r?\n){0,3}[A-Z][A-Z\d] /.test(text))
    return 'refworks';
  if (isCslYaml(text)) return 'csl-yaml';
  if (HAYAGRIVA.test(text.slice(0, 20_000))) return 'hayagriva';
  if (csvHeader(text)) return 'csv';
  if (/^[ \t]*TY {0,2}-/m.test(text.slice(0, 10_000))) return 'ris';
  if (/^[ \t]*@[ \t]*[a-z]{1,40}\s*[{(]/im.test(text)) return 'bibtex';
  return holdsId(text) ? 'links' : 'unknown';
}

/** A key, and under it the fields of typst's bibliography (https://github.com/typst/hayagriva). */
const HAYAGRIVA =
  /^(?:(?:#[^\n]*|[ \t\r]*|---[ \t\r]*)\n)*(?:[^\s:"'#[\]{}<>-][^\s:"'<>]{0,200}|"[^"\n]{1,200}"):[ \t\r]*\n(?:[ \t][^\n]*\n)*?[ \t]+(?:type|title|author):[ \t]/;

/** Returns which XML a text is, or why it is not read; undefined if it is none, or a page in HTML. */
function detectXml(text: string): ReadFormat | ProblemCode | undefined {
  const head = text.slice(0, 5_000);
  const [root, name] =
    /<([a-z_][\w.-]*(?::[\w.-]+)?)[\s/>]/i.exec(head.replace(PROLOGUE, '')) ?? [];
  const isXml =
    /^<\?xml\b/i.test(head) || (root !== undefined && head.startsWith(root.slice(0, -1)));
  if (!isXml || !name || /^(?:html|head|body)$|^!doctype html/i.test(name)) return undefined;
  if (/^rdf:RDF$/i.test(name)) return 'zotero-rdf';
  if (/^Pubmed(?:Book)?Article/.test(name)) return 'pubmed-xml';
  if (
    /^(?:xml|records|record)$/i.test(name) &&
    /<(?:ref-type|rec-number|source-app)\b/.test(head)
  ) {
    return 'endnote-xml';
  }
  if (/^(?:\w+:)?mods(?:Collection)?$/i.test(name)) return 'mods';
  if (/crossref|^doi_/i.test(name)) return 'crossref-xml';
  if (/^refworks|^reference(?:s|List)?$/i.test(name)) return 'refworks';
  return /^<\?xml\b/i.test(head) ? 'other-xml' : undefined;
}

/** What stands before the first element of XML. */
const PROLOGUE =
  /^(?:\s|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>)+/i;

/**
 * Whether a text has many control characters that no text has, or characters that were not decoded.
 */
function isNoise(text: string): boolean {
  const head = text.slice(0, 50_000);
  const odd = head.match(/[^\P{Cc}\t-\r\x7f-\x9f]|\ufffd/gu)?.length ?? 0;
  return odd > 20 && odd > head.length / 20;
}

const dialectOf = (value: unknown): DialectName | undefined =>
  (Object.keys(DIALECTS) as DialectName[]).find((name) => DIALECTS[name].isEntry(value));

/** Returns the format of the first entry that is known. */
function detectJson(text: string): ReadFormat | undefined {
  let format: ReadFormat | undefined;
  const formatOf = (value: unknown): ReadFormat | undefined => {
    if (isDogearEntry(value)) return 'json';
    if (isPaperMemoryEntry(value)) return 'papermemory';
    if (isZoteroItem(value)) return 'zotero-json';
    return dialectOf(value) ?? (isCslItem(value) ? 'csl-json' : undefined);
  };
  const read = jsonReader({
    isEntry: (value) => formatOf(value) !== undefined,
    isSure: (value) => dialectOf(value) !== undefined,
    read({ name, isItem, value }) {
      format ??= formatOf(value);
      if (!isItem && name === 'format' && value === 'dogear') format = 'json';
      if (!isItem && name === '__dataVersion') format = 'papermemory';
      return format ? 'stop' : [];
    },
  });
  for (let at = 0; at < text.length && !format; ) {
    const step = read(text, at, true, () => 1);
    if (!step) break;
    at = step.next;
  }
  return format;
}

const holdsId = (text: string): boolean => text.slice(0, 200_000).split('\n').some(hasLink);
