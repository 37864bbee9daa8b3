import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import browser from '../../ext';
import { FORMAT_INFO, type FormatInfo } from '../../formats/write/format-info';
import { message, plural } from '../../i18n';
import type { Library } from '../../library/schema';
import { localIsoDay } from '../../paper/date';
import type { Entry } from '../../paper/entry';
import { ZOTERO_ORIGINS } from '../../send/zotero';
import {
  type ExportSettings,
  getExportSettings,
  setExportSettings,
} from '../../storage/export-settings';
import type { Notice } from '../page/notice';
import { saveFile } from '../page/save-file';

/** Reads the entries to export. Called when the export begins. */
export type ReadEntries = () => Promise<readonly Entry[]>;

/** Exports papers. The last choice of format is remembered, for every page. */
export interface Exporter {
  /** The id of a format, or `zotero`. */
  readonly target: Signal<string>;
  readonly to: ReadonlySignal<ExportSettings['to']>;
  readonly isBusy: ReadonlySignal<boolean>;
  /** Returns the chosen format; undefined for Zotero. */
  format(): FormatInfo | undefined;
  /** Writes to a file or to the clipboard. Never rejects: the notice says what went wrong. */
  write(read: ReadEntries, to: ExportSettings['to']): Promise<Notice>;
  /** Resolves to the text of a few papers, in the chosen format if it is text and otherwise in BibTeX. */
  textOf(entries: readonly Entry[]): Promise<string>;
  /** Remembers the citation keys that `textOf` wrote. */
  rememberKeys(entries: readonly Entry[]): Promise<void>;
  /** Resolves to the paper's citation key, and remembers it. */
  keyOf(entry: Entry): Promise<string>;
  /** Sends to the Zotero that runs on this computer. Call it from a click: the browser may have to ask. */
  send(read: ReadEntries): Promise<Notice>;
}

/** Loads the writers of all formats. No page waits for them when it opens. */
const work = () => import('./write-export');

export function makeExporter(connect: () => Promise<Library>): Exporter {
  const target = signal('bibtex');
  const to = signal<ExportSettings['to']>('file');
  const isBusy = signal(false);
  void getExportSettings().then((settings) => {
    if (TARGETS.includes(settings.target)) target.value = settings.target;
    to.value = settings.to;
  });

  const format = (): FormatInfo | undefined => FORMAT_INFO.find(({ id }) => id === target.value);

  async function run(work: () => Promise<Notice>): Promise<Notice> {
    isBusy.value = true;
    try {
      return await work();
    } catch (error) {
      return { text: message('export_failed', String(error)), isFailure: true };
    } finally {
      isBusy.value = false;
    }
  }

  async function make(chosen: FormatInfo, entries: readonly Entry[], now: number): Promise<Blob> {
    const { writeBlob } = await work();
    return writeBlob(chosen.id, entries, await connect(), now);
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
        if (!chosen || entries.length === 0) return { text: message('export_nothing') };
        if (where === 'clipboard') await copy(make(chosen, entries, now));
        else
          saveFile(
            await make(chosen, entries, now),
            `dogear-${localIsoDay(now)}.${chosen.extension}`,
          );
        return {
          text: plural(where === 'file' ? 'export_saved' : 'export_copied', entries.length),
        };
      });
    },

    async textOf(entries) {
      const chosen = format();
      const { writeText } = await work();
      return writeText(chosen?.isText ? chosen.id : 'bibtex', entries, await connect(), Date.now());
    },

    async rememberKeys(entries) {
      await (await work()).rememberKeys(entries, await connect());
    },

    async keyOf(entry) {
      const keys = await (await work()).rememberKeys([entry], await connect());
      return keys.get(entry.paper.id) ?? '';
    },

    send(read) {
      // Before anything is awaited, or the browsers no longer see a click.
      const asking = browser.permissions.request({ origins: [...ZOTERO_ORIGINS] });
      return run(async () => {
        if (!(await asking)) return { text: message('export_zotero_refused'), isFailure: true };
        await setExportSettings({ target: 'zotero' }).catch(console.error);
        const { sendToZotero } = await import('./send-to-zotero');
        return sendToZotero(await read(), await connect());
      });
    },
  };
}

/** Everything papers can be exported to, in the order in which it is offered. */
export const TARGETS: readonly string[] = [...FORMAT_INFO.map(({ id }) => id), 'zotero'];

/**
 * Copies a file to the clipboard. It is handed over as a promise, since writing a large library takes
 * longer than the browsers remember the click.
 */
function copy(file: Promise<Blob>): Promise<void> {
  const plain = file.then((blob) => new Blob([blob], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': plain })]);
}
