import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { makePace } from '../../slices';
import { writeBiblatexEntry } from './biblatex';
import { writeBibtexEntry } from './bibtex';
import { citationKeysInSlices } from './citation-key';
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
  /**
   * All there is, of which the entries are a part: of papers that would share a key, it tells which
   * was first.
   */
  readonly library?: readonly Entry[] | undefined;
  /** The keys that were given before, which their papers keep; then the library is not needed. */
  readonly givenKeys?: ReadonlyMap<PaperId, string> | undefined;
  /** See src/formats/write/key-pattern.ts; `[auth][year][title-word]` by default. */
  readonly keyPattern?: string | undefined;
  /** Of a paper's Markdown file; see src/formats/write/template.ts. */
  readonly template?: string | undefined;
}

export type { FormatId };

/** A kind of file, and how it is written. */
export interface Format extends FormatInfo {
  /** The whole file. It takes long for a large library, in slices of which a page feels nothing. */
  write(
    entries: readonly Entry[],
    context: ExportContext,
  ): Promise<string | Uint8Array<ArrayBuffer>>;
  /**
   * The same, for a file: the parts are handed over as they are made, so that no page holds them
   * all.
   */
  writeBlob(entries: readonly Entry[], context: ExportContext): Promise<Blob>;
}

/** How one format is written, entry by entry. */
interface Writer<T> {
  readonly head?: T;
  entry(entry: Entry, key: string): T;
  /** Between two entries. */
  readonly between?: T;
  tail?(): T;
}

type TextWriter = (context: ExportContext, count: number) => Writer<string>;

/** Characters or bytes that are handed over at once. */
const PART = 1 << 18;

/**
 * The keys of the papers, as their formats would write them; what is new among them can be
 * remembered.
 */
export function citationKeysFor(
  entries: readonly Entry[],
  { givenKeys, keyPattern, library = [] }: ExportContext,
): Promise<Map<PaperId, string>> {
  const pattern = keyPattern === undefined ? undefined : parseKeyPattern(keyPattern);
  return citationKeysInSlices(papersOf(library, entries), { pattern, given: givenKeys });
}

function* papersOf(...lists: readonly (readonly Entry[])[]) {
  for (const list of lists) for (const { paper } of list) yield paper;
}

/** Calls `take` with each part of the file. */
async function writeParts<T>(
  writer: Writer<T>,
  entries: readonly Entry[],
  keys: ReadonlyMap<PaperId, string> | undefined,
  take: (part: T) => void,
): Promise<void> {
  const pace = makePace();
  if (writer.head !== undefined) take(writer.head);
  let isFirst = true;
  for (const entry of entries) {
    if (!isFirst && writer.between !== undefined) take(writer.between);
    isFirst = false;
    take(writer.entry(entry, keys?.get(entry.paper.id) ?? ''));
    const rest = pace();
    if (rest) await rest;
  }
  if (writer.tail) take(writer.tail());
}

function textFormat(kind: FormatInfo, writer: TextWriter): Format {
  const keysFor = (entries: readonly Entry[], context: ExportContext) =>
    kind.hasKeys ? citationKeysFor(entries, context) : undefined;
  return {
    ...kind,
    async write(entries, context) {
      const keys = await keysFor(entries, context);
      let text = '';
      await writeParts(writer(context, entries.length), entries, keys, (part) => {
        text += part;
      });
      return text;
    },
    async writeBlob(entries, context) {
      const keys = await keysFor(entries, context);
      const blobs: Blob[] = [];
      let text = '';
      await writeParts(writer(context, entries.length), entries, keys, (part) => {
        text += part;
        if (text.length < PART) return;
        blobs.push(new Blob([text]));
        text = '';
      });
      return new Blob([...blobs, text], { type: `${kind.mediaType};charset=utf-8` });
    },
  };
}

/** A zip of one Markdown file a paper. */
function zipWriter({ exportedAt, template }: ExportContext): Writer<Uint8Array<ArrayBuffer>> {
  const zip = makeZip(exportedAt);
  const made = template === undefined ? undefined : readTemplate(template);
  const names = new Set<string>();
  return {
    entry(entry, key) {
      const name = freeName(fileNameOf(entry.paper), names);
      return zip.add(`${name}.md`, writeMarkdownFile(entry, key, made));
    },
    tail: zip.end,
  };
}

/** Names come of ids and do not collide; that the file is whole even so is worth a look. */
function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted} ${n}`;
  taken.add(name.toLowerCase());
  return name;
}

const markdownFiles = (kind: FormatInfo): Format => ({
  ...kind,
  async write(entries, context) {
    return new Uint8Array(await (await this.writeBlob(entries, context)).arrayBuffer());
  },
  async writeBlob(entries, context) {
    const keys = await citationKeysFor(entries, context);
    const blobs: Blob[] = [];
    let parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    await writeParts(zipWriter(context), entries, keys, (part) => {
      parts.push(part);
      size += part.length;
      if (size < PART) return;
      blobs.push(new Blob(parts));
      parts = [];
      size = 0;
    });
    return new Blob([...blobs, ...parts], { type: kind.mediaType });
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
    head: dogearHead(count, exportedAt),
    entry: writeDogearEntry,
    between: ',\n',
    tail: () => dogearTail(count),
  }),
};

/** In the order in which they are offered. */
export const FORMATS: readonly Format[] = FORMAT_INFO.map((kind) =>
  kind.id === 'markdown-files' ? markdownFiles(kind) : textFormat(kind, WRITERS[kind.id]),
);
