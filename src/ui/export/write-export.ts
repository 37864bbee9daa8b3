/** Writes exports. It holds all writers of formats, and is loaded when something is exported. */
import { citationKeysFor, FORMATS, type Format, type FormatId } from '../../formats/write';
import { DEFAULT_KEY_PATTERN } from '../../formats/write/key-pattern';
import { keysGiven } from '../../library/exported';
import type { Library } from '../../library/schema';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { isBare } from '../../paper/paper';
import { call } from '../../protocol/rpc';
import { getExportSettings } from '../../storage/export-settings';

/** Most citation keys in one message. */
const CHUNK = 1_000;

const formatOf = (id: FormatId): Format => FORMATS.find((one) => one.id === id) as Format;

/** Reads what a format needs to know of the settings and of earlier exports. */
async function contextOf(db: Library, exportedAt: number) {
  const { keyPattern, template } = await getExportSettings();
  const pattern = keyPattern || DEFAULT_KEY_PATTERN;
  const givenKeys = await keysGiven(db, pattern);
  return { exportedAt, givenKeys, keyPattern: pattern, template: template || undefined };
}

/** The share of a file with new citation keys that is writing; the rest is remembering the keys. */
const WRITING = 0.5;

/**
 * Resolves to the file. New citation keys in it stay with their papers.
 * @param report called with the share that is done, 0 to 1; what it throws ends it
 */
export async function writeBlob(
  id: FormatId,
  entries: readonly Entry[],
  db: Library,
  now: number,
  report: (share: number) => void = () => undefined,
): Promise<Blob> {
  const format = formatOf(id);
  const context = await contextOf(db, now);
  if (!format.hasKeys) return format.writeBlob(entries, { ...context, report });
  const keys = await citationKeysFor(entries, context);
  const blob = await format.writeBlob(entries, {
    ...context,
    givenKeys: keys,
    report: (share) => report(WRITING * share),
  });
  await rememberNew(keys, entries, context, (share) => report(WRITING + (1 - WRITING) * share));
  return blob;
}

/** Resolves to the text of a text format. Citation keys in it are not remembered. */
export async function writeText(
  id: FormatId,
  entries: readonly Entry[],
  db: Library,
  now: number,
): Promise<string> {
  return String(await formatOf(id).write(entries, await contextOf(db, now)));
}

/** Resolves to the citation keys of the papers, which stay theirs. */
export async function rememberKeys(
  entries: readonly Entry[],
  db: Library,
): Promise<ReadonlyMap<PaperId, string>> {
  const context = await contextOf(db, 0);
  const keys = await citationKeysFor(entries, context);
  await rememberNew(keys, entries, context);
  return keys;
}

interface KeyContext {
  readonly givenKeys: ReadonlyMap<PaperId, string>;
  readonly keyPattern: string;
}

/**
 * Remembers the keys that are new, in chunks, each committed before the next: those of a page that is closed
 * stay.
 */
async function rememberNew(
  keys: ReadonlyMap<PaperId, string>,
  entries: readonly Entry[],
  { givenKeys, keyPattern }: KeyContext,
  report: (share: number) => void = () => undefined,
): Promise<void> {
  // What stands for the title of a paper of which only the id is known is no title to make a key of.
  const bare = new Set(entries.flatMap(({ paper }) => (isBare(paper) ? paper.id : [])));
  const fresh = [...keys].filter(([id, key]) => givenKeys.get(id) !== key && !bare.has(id));
  for (let at = 0; at < fresh.length; at += CHUNK) {
    report(at / fresh.length);
    await call('rememberKeys', fresh.slice(at, at + CHUNK), keyPattern);
  }
}
