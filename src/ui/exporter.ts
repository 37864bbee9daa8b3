import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import browser from '../ext';
import { citationKeysFor, FORMATS, type Format } from '../formats';
import { DEFAULT_KEY_PATTERN } from '../formats/key-pattern';
import { toZoteroItem } from '../formats/zotero';
import { keysGiven, sentToZotero } from '../library/exported';
import type { Library } from '../library/schema';
import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/id';
import {
  type ExportSettings,
  getExportSettings,
  setExportSettings,
} from '../protocol/export-settings';
import { call } from '../protocol/rpc';
import { sendToZotero, ZOTERO_ORIGINS, ZoteroError } from '../send/zotero';
import { count, formatNumber, word } from '../words';

/** What became of it, in the reader's words. */
export interface Said {
  readonly text: string;
  readonly isFailure?: boolean;
}

/** What leaves; asked for when it leaves. */
export type ReadEntries = () => Promise<readonly Entry[]>;

/** The reading list leaves. What was chosen last is chosen still the next time, on every page. */
export interface Exporter {
  /** The id of a format, or `zotero`. */
  readonly target: Signal<string>;
  readonly to: ReadonlySignal<ExportSettings['to']>;
  readonly isBusy: ReadonlySignal<boolean>;
  /** The format that is chosen; undefined for Zotero. */
  format(): Format | undefined;
  /** As a file, or to the clipboard. Never rejects: it says what went wrong. */
  write(read: ReadEntries, to: ExportSettings['to']): Promise<Said>;
  /** The text of a few papers, in the chosen format or else in BibTeX, before they leave. */
  textOf(entries: readonly Entry[]): Promise<string>;
  /** The citation keys that `textOf` wrote are the papers' from now on. */
  rememberKeys(entries: readonly Entry[]): Promise<void>;
  /** The paper's citation key, which is the paper's from now on. */
  keyOf(entry: Entry): Promise<string>;
  /** To the Zotero that runs on this machine. Call it from a press: the browser may have to ask. */
  send(read: ReadEntries): Promise<Said>;
}

/** So many keys and ids go in one message. */
const CHUNK = 1_000;

export function makeExporter(connect: () => Promise<Library>): Exporter {
  const target = signal('bibtex');
  const to = signal<ExportSettings['to']>('file');
  const isBusy = signal(false);
  void getExportSettings().then((settings) => {
    if (TARGETS.includes(settings.target)) target.value = settings.target;
    to.value = settings.to;
  });

  const format = (): Format | undefined => FORMATS.find(({ id }) => id === target.value);

  async function run(work: () => Promise<Said>): Promise<Said> {
    isBusy.value = true;
    try {
      return await work();
    } catch (error) {
      return { text: word('export_failed', String(error)), isFailure: true };
    } finally {
      isBusy.value = false;
    }
  }

  /** What a format needs to know of settings and of earlier exports. */
  async function contextOf(exportedAt: number) {
    const { keyPattern, template } = await getExportSettings();
    const pattern = keyPattern || DEFAULT_KEY_PATTERN;
    const givenKeys = await keysGiven(await connect(), pattern);
    return { exportedAt, givenKeys, keyPattern: pattern, template: template || undefined };
  }

  async function make(chosen: Format, entries: readonly Entry[], now: number): Promise<Blob> {
    const context = await contextOf(now);
    const blob = await chosen.writeBlob(entries, context);
    if (chosen.hasKeys) await rememberNew(entries, context);
    return blob;
  }

  return {
    target,
    to,
    isBusy,
    format,

    write(read, where) {
      return run(async () => {
        const chosen = format();
        const now = Date.now();
        to.value = where;
        await setExportSettings({ target: target.peek(), to: where }).catch(console.error);
        const entries = await read();
        if (!chosen || entries.length === 0) return { text: word('export_nothing') };
        if (where === 'clipboard') await copy(make(chosen, entries, now));
        else saveFile(await make(chosen, entries, now), `dogear-${dayOf(now)}.${chosen.extension}`);
        return { text: count(where === 'file' ? 'export_saved' : 'export_copied', entries.length) };
      });
    },

    async textOf(entries) {
      const chosen = format();
      const made = chosen?.isText ? chosen : (FORMATS[0] as Format);
      return String(await made.write(entries, await contextOf(Date.now())));
    },

    async rememberKeys(entries) {
      await rememberNew(entries, await contextOf(0));
    },

    async keyOf(entry) {
      const keys = await rememberNew([entry], await contextOf(0));
      return keys.get(entry.paper.id) ?? '';
    },

    send(read) {
      // Before anything is awaited, or the browsers take it for no press.
      const asking = browser.permissions.request({ origins: [...ZOTERO_ORIGINS] });
      return run(async () => {
        if (!(await asking)) return { text: word('export_zotero_refused'), isFailure: true };
        await setExportSettings({ target: 'zotero' }).catch(console.error);
        return sendNew(await read(), await connect(), await contextOf(0));
      });
    },
  };
}

/** All that the reading list can leave as, or for, in the order in which they are offered. */
export const TARGETS: readonly string[] = [...FORMATS.map(({ id }) => id), 'zotero'];

interface KeyContext {
  readonly exportedAt: number;
  readonly givenKeys: ReadonlyMap<PaperId, string>;
  readonly keyPattern: string;
}

/** Remembers the keys of the entries that had none; answers with those of all. */
async function rememberNew(
  entries: readonly Entry[],
  context: KeyContext,
): Promise<ReadonlyMap<PaperId, string>> {
  const keys = await citationKeysFor(entries, context);
  const fresh = [...keys].filter(([id, key]) => context.givenKeys.get(id) !== key);
  await remember(fresh, context.keyPattern);
  return keys;
}

/** Committed before the next: what a page that is closed had written keeps its keys. */
async function remember(keys: readonly [PaperId, string][], pattern: string): Promise<void> {
  for (let at = 0; at < keys.length; at += CHUNK) {
    await call('rememberKeys', keys.slice(at, at + CHUNK), pattern);
  }
}

/** Sends what was not sent before, and says how it went. */
async function sendNew(entries: readonly Entry[], db: Library, context: KeyContext): Promise<Said> {
  if (entries.length === 0) return { text: word('export_nothing') };
  const sentAt = await sentToZotero(
    db,
    entries.map(({ paper }) => paper.id),
  );
  const fresh = entries.filter((_, i) => sentAt[i] === undefined);
  if (fresh.length === 0) return { text: count('export_zotero_there', entries.length) };
  const keys = await citationKeysFor(fresh, context);
  const items = fresh.map((entry) => toZoteroItem(entry, keys.get(entry.paper.id)));

  let remembered = 0;
  let remembering = Promise.resolve();
  const onSaved = (saved: number): void => {
    const ids = fresh.slice(remembered, saved).map(({ paper }) => paper.id);
    remembered = saved;
    remembering = remembering.then(() => call('rememberSent', ids)).then(() => undefined);
  };
  try {
    const { library, collection } = await sendToZotero(items, { onSaved });
    await rememberNew(fresh, context);
    const place = collection === undefined ? library : `${library} › ${collection}`;
    return { text: word('export_zotero_sent', formatNumber(fresh.length), place) };
  } catch (error) {
    if (!(error instanceof ZoteroError)) throw error;
    const why = word(`export_zotero_${error.code.replaceAll('-', '_')}`, error.message);
    const text = error.saved > 0 ? `${why} ${count('export_zotero_part', error.saved)}` : why;
    return { text, isFailure: true };
  } finally {
    await remembering;
  }
}

/** The reader's own day, as in `2026-11-24`. */
function dayOf(time: number): string {
  const date = new Date(time);
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Not at once: the browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Handed over as a promise, before it is there: of a large library it takes longer than the browsers
 * take a press for the reader's.
 */
function copy(file: Promise<Blob>): Promise<void> {
  const plain = file.then((blob) => new Blob([blob], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': plain })]);
}
