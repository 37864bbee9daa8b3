/** Writes exports. It holds all writers of formats, and is loaded when something is exported. */
import { citationKeysFor, FORMATS, type Format, type FormatId } from '../../formats/write';
import { DEFAULT_KEY_PATTERN } from '../../formats/write/key-pattern';
import { keysGiven } from '../../library/exported';
import type { Library } from '../../library/schema';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
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

/** Resolves to the file. New citation keys in it stay with their papers. */
export async function writeBlob(
  id: FormatId,
  entries: readonly Entry[],
  db: Library,
  now: number,
): Promise<Blob> {
  const format = formatOf(id);
  const context = await contextOf(db, now);
  const blob = await format.writeBlob(entries, context);
  if (format.hasKeys) await rememberNew(entries, context);
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
  return rememberNew(entries, await contextOf(db, 0));
}

interface KeyContext {
  readonly exportedAt: number;
  readonly givenKeys: ReadonlyMap<PaperId, string>;
  readonly keyPattern: string;
}

/** Remembers the keys of entries that had none, and resolves to the keys of all. */
async function rememberNew(
  entries: readonly Entry[],
  context: KeyContext,
): Promise<ReadonlyMap<PaperId, string>> {
  const keys = await citationKeysFor(entries, context);
  const fresh = [...keys].filter(([id, key]) => context.givenKeys.get(id) !== key);
  await remember(fresh, context.keyPattern);
  return keys;
}

/** Remembers keys in chunks, each committed before the next: those of a page that is closed stay. */
async function remember(keys: readonly [PaperId, string][], pattern: string): Promise<void> {
  for (let at = 0; at < keys.length; at += CHUNK) {
    await call('rememberKeys', keys.slice(at, at + CHUNK), pattern);
  }
}
