import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import browser from '../../ext';
import { FORMAT_INFO, type FormatInfo } from '../../formats/write/format-info';
import { message, plural } from '../../i18n';
import { manyEntries } from '../../library/entries';
import type { Library } from '../../library/schema';
import { localIsoDay } from '../../paper/date';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { ZOTERO_ORIGINS } from '../../send/zotero';
import {
  type ExportSettings,
  getExportSettings,
  setExportSettings,
} from '../../storage/export-settings';
import type { Notice } from '../page/notice';
import { saveFile } from '../page/save-file';

/** Resolves to the papers to export, in their order. Called when the export begins. */
export type IdsOf = () => Promise<readonly PaperId[]>;

/** An export that is under way. */
export interface ExportJob {
  readonly signal: AbortSignal;
  /** Called with the share that is done, 0 to 1. Throws where the export was cancelled. */
  report(share: number): void;
}

/** Exports papers. The last choice of format is remembered, for every page. */
export interface Exporter {
  /** The id of a format, or `zotero`. */
  readonly target: Signal<string>;
  readonly to: ReadonlySignal<ExportSettings['to']>;
  readonly isBusy: ReadonlySignal<boolean>;
  /** The share that is done, 0 to 1; undefined while nothing is exported, and in the beginning of what may be short. */
  readonly share: ReadonlySignal<number | undefined>;
  /** Ends what is exported, with nothing written. What was sent to Zotero before is there. */
  cancel(): void;
  /** Returns the chosen format; undefined for Zotero. */
  format(): FormatInfo | undefined;
  /** Writes to a file or to the clipboard. Never rejects: the notice says what went wrong. */
  write(idsOf: IdsOf, to: ExportSettings['to']): Promise<Notice>;
  /** Resolves to the text of a few papers, in the chosen format if it is text and otherwise in BibTeX. */
  textOf(entries: readonly Entry[]): Promise<string>;
  /** Remembers the citation keys that `textOf` wrote. */
  rememberKeys(entries: readonly Entry[]): Promise<void>;
  /** Resolves to the paper's citation key, and remembers it. */
  keyOf(entry: Entry): Promise<string>;
  /** Sends to the Zotero that runs on this computer. Call it from a click: the browser may have to ask. */
  send(idsOf: IdsOf): Promise<Notice>;
}

/** For so long, in ms, an export shows no progress: most are done by then, and it would only flash. */
const SHOWN_AFTER_MS = 500;
/** The share of an export that is reading; the rest is writing, or sending. */
const READING = 0.5;

/** Loads the writers of all formats. No page waits for them when it opens. */
const work = () => import('./write-export');

export function makeExporter(connect: () => Promise<Library>): Exporter {
  const target = signal('bibtex');
  const to = signal<ExportSettings['to']>('file');
  const isBusy = signal(false);
  const share = signal<number | undefined>(undefined);
  let running = new AbortController();
  void getExportSettings().then((settings) => {
    if (TARGETS.includes(settings.target)) target.value = settings.target;
    to.value = settings.to;
  });

  const format = (): FormatInfo | undefined => FORMAT_INFO.find(({ id }) => id === target.value);

  async function run(work: (job: ExportJob) => Promise<Notice>): Promise<Notice> {
    running = new AbortController();
    const { signal } = running;
    const shownAt = performance.now() + SHOWN_AFTER_MS;
    isBusy.value = true;
    try {
      return await work({
        signal,
        report(done) {
          signal.throwIfAborted();
          if (performance.now() > shownAt) share.value = done;
        },
      });
    } catch (error) {
      // The clipboard gives a reason of its own.
      if (signal.aborted) return { text: message('export_cancelled') };
      return { text: message('export_failed', String(error)), isFailure: true };
    } finally {
      isBusy.value = false;
      share.value = undefined;
    }
  }

  async function read(idsOf: IdsOf, { report }: ExportJob): Promise<readonly Entry[]> {
    const ids = await idsOf();
    return manyEntries(await connect(), ids, (done) => report(READING * done));
  }

  async function make(
    chosen: FormatInfo,
    entries: readonly Entry[],
    now: number,
    job: ExportJob,
  ): Promise<Blob> {
    const { writeBlob } = await work();
    return writeBlob(chosen.id, entries, await connect(), now, (done) =>
      job.report(READING + (1 - READING) * done),
    );
  }

  return {
    target,
    to,
    isBusy,
    share,
    format,
    cancel: () => running.abort(),

    write(idsOf, where) {
      return run(async (job) => {
        const chosen = format();
        const now = Date.now();
        to.value = where;
        await setExportSettings({ target: target.peek(), to: where }).catch(console.error);
        const entries = await read(idsOf, job);
        if (!chosen || entries.length === 0) return { text: message('export_nothing') };
        if (where === 'clipboard') await copy(make(chosen, entries, now, job));
        else
          saveFile(
            await make(chosen, entries, now, job),
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

    send(idsOf) {
      // Before anything is awaited, or the browsers no longer see a click.
      const asking = browser.permissions.request({ origins: [...ZOTERO_ORIGINS] });
      return run(async (job) => {
        if (!(await asking)) return { text: message('export_zotero_refused'), isFailure: true };
        await setExportSettings({ target: 'zotero' }).catch(console.error);
        const { sendToZotero } = await import('./send-to-zotero');
        return sendToZotero(await read(idsOf, job), await connect(), {
          report: (done) => job.report(READING + (1 - READING) * done),
          until: job.signal,
        });
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
