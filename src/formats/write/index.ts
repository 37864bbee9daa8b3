import { withArxivFacts } from '../../paper/arxiv-facts';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { makePace } from '../../slices';
import { writeBiblatexEntry } from './biblatex';
import { writeBibtexEntry } from './bibtex';
import { citationKeys } from './citation-key';
import { writeCslItem } from './csl-json';
import { CSV_HEAD, writeCsvRow } from './csv';
import { dogearHead, dogearTail, writeDogearEntry } from './dogear';
import { fileNameOf } from './file-name';
import { FORMAT_INFO, type FormatId, type FormatInfo } from './format-info';
import { HTML_TAIL, htmlHead, writeHtmlEntry } from './html';
import { parseKeyPattern } from './key-pattern';
import { writeLink } from './links';
import { MARKDOWN_HEAD, writeMarkdownEntry } from './markdown';
import { readTemplate, writeMarkdownFile } from './markdown-files';
import { writeRisEntry } from './ris';
import { makeZip } from './zip';

export interface ExportContext {
  /** Milliseconds since 1970. */
  readonly exportedAt: number;
  /** The whole library, which tells which of several papers that would share a key was first. */
  readonly library?: readonly Entry[] | undefined;
  /** Citation keys that papers were given before and keep; then the library is not needed. */
  readonly givenKeys?: ReadonlyMap<PaperId, string> | undefined;
  /**
   * Pattern of citation keys (src/formats/write/key-pattern.ts); by default
   * `[auth][year][title-word]`.
   */
  readonly keyPattern?: string | undefined;
  /** Called with the share that is written, 0 to 1, between two slices; what it throws ends the writing. */
  readonly report?: ((share: number) => void) | undefined;
  /** Template of a paper's Markdown file (src/formats/write/template.ts). */
  readonly template?: string | undefined;
}

export type { FormatId };

/** A format, and how it is written. */
export interface Format extends FormatInfo {
  /** Resolves to the whole file. A large library takes long, in slices that block no page. */
  write(
    entries: readonly Entry[],
    context: ExportContext,
  ): Promise<string | Uint8Array<ArrayBuffer>>;
  /** Resolves to the file as a Blob, made part by part, so that the page never holds it whole. */
  writeBlob(entries: readonly Entry[], context: ExportContext): Promise<Blob>;
}

/** How one format is written, entry by entry. */
interface Writer<T> {
  readonly head?: T;
  entry(entry: Entry, key: string): T;
  /** Whether it writes what the library has, and nothing that follows from it. */
  readonly isExact?: boolean;
  /** Text between two entries. */
  readonly between?: T;
  tail?(): T;
}

type TextWriter = (context: ExportContext, count: number) => Writer<string>;

/** Characters or bytes put into the Blob at once. */
const PART = 1 << 18;

/**
 * Resolves to the citation keys that the formats would write, so that new ones can be remembered.
 */
export function citationKeysFor(
  entries: readonly Entry[],
  { givenKeys, keyPattern, library = [] }: ExportContext,
): Promise<Map<PaperId, string>> {
  const pattern = keyPattern === undefined ? undefined : parseKeyPattern(keyPattern);
  return citationKeys(papersOf(library, entries), { pattern, given: givenKeys });
}

function* papersOf(...lists: readonly (readonly Entry[])[]) {
  for (const list of lists) for (const { paper } of list) yield paper;
}

/** Calls `take` with each part of the file, in slices. */
async function writeParts<T>(
  writer: Writer<T>,
  entries: readonly Entry[],
  keys: ReadonlyMap<PaperId, string> | undefined,
  { report }: ExportContext,
  take: (part: T) => void,
): Promise<void> {
  const pace = makePace();
  let written = 0;
  if (writer.head !== undefined) take(writer.head);
  let isFirst = true;
  for (const entry of entries) {
    if (!isFirst && writer.between !== undefined) take(writer.between);
    isFirst = false;
    const { paper, mark } = entry;
    const known = writer.isExact ? entry : { paper: withArxivFacts(paper), mark };
    take(writer.entry(known, keys?.get(paper.id) ?? ''));
    written++;
    const rest = pace();
    if (!rest) continue;
    await rest;
    report?.(written / entries.length);
  }
  if (writer.tail) take(writer.tail());
}

function textFormat(info: FormatInfo, writer: TextWriter): Format {
  const keysFor = (entries: readonly Entry[], context: ExportContext) =>
    info.hasKeys ? citationKeysFor(entries, context) : undefined;
  return {
    ...info,
    async write(entries, context) {
      const keys = await keysFor(entries, context);
      let text = '';
      await writeParts(writer(context, entries.length), entries, keys, context, (part) => {
        text += part;
      });
      return text;
    },
    async writeBlob(entries, context) {
      const keys = await keysFor(entries, context);
      const blobs: Blob[] = [];
      let text = '';
      await writeParts(writer(context, entries.length), entries, keys, context, (part) => {
        text += part;
        if (text.length < PART) return;
        blobs.push(new Blob([text]));
        text = '';
      });
      return new Blob([...blobs, text], { type: `${info.mediaType};charset=utf-8` });
    },
  };
}

/** Writes a zip of one Markdown file for each paper. */
function zipWriter({ exportedAt, template }: ExportContext): Writer<Uint8Array<ArrayBuffer>> {
  const zip = makeZip(exportedAt);
  const parsed = template === undefined ? undefined : readTemplate(template);
  const names = new Set<string>();
  return {
    entry(entry, key) {
      const name = freeName(fileNameOf(entry.paper), names);
      return zip.add(`${name}.md`, writeMarkdownFile(entry, key, parsed));
    },
    tail: zip.end,
  };
}

/**
 * Returns a name that is not taken. Names come from ids and should not collide; if they do, no file
 * is lost.
 */
function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted} ${n}`;
  taken.add(name.toLowerCase());
  return name;
}

const markdownFiles = (info: FormatInfo): Format => ({
  ...info,
  async write(entries, context) {
    return new Uint8Array(await (await this.writeBlob(entries, context)).arrayBuffer());
  },
  async writeBlob(entries, context) {
    const keys = await citationKeysFor(entries, context);
    const blobs: Blob[] = [];
    let parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    await writeParts(zipWriter(context), entries, keys, context, (part) => {
      parts.push(part);
      size += part.length;
      if (size < PART) return;
      blobs.push(new Blob(parts));
      parts = [];
      size = 0;
    });
    return new Blob([...blobs, ...parts], { type: info.mediaType });
  },
});

const WRITERS: Readonly<Record<Exclude<FormatId, 'markdown-files'>, TextWriter>> = {
  bibtex: () => ({ entry: writeBibtexEntry, between: '\n' }),
  biblatex: () => ({ entry: writeBiblatexEntry, between: '\n' }),
  ris: () => ({ entry: writeRisEntry }),
  'csl-json': () => ({ head: '[\n', entry: writeCslItem, between: ',\n', tail: () => '\n]\n' }),
  markdown: () => ({ head: MARKDOWN_HEAD, entry: (entry) => `\n${writeMarkdownEntry(entry)}` }),
  csv: () => ({ head: CSV_HEAD, entry: writeCsvRow }),
  html: ({ exportedAt }, count) => ({
    head: htmlHead(count, exportedAt),
    entry: writeHtmlEntry,
    tail: () => HTML_TAIL,
  }),
  links: () => ({ entry: writeLink }),
  json: ({ exportedAt }, count) => ({
    isExact: true,
    head: dogearHead(count, exportedAt),
    entry: writeDogearEntry,
    between: ',\n',
    tail: () => dogearTail(count),
  }),
};

/** All formats, in the order in which they are offered. */
export const FORMATS: readonly Format[] = FORMAT_INFO.map((info) =>
  info.id === 'markdown-files' ? markdownFiles(info) : textFormat(info, WRITERS[info.id]),
);
