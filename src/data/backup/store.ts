import { type ReadonlySignal, signal } from '@preact/signals';
import { message, plural } from '../../i18n';
import { backups } from '../../library/backup/backup';
import { fileState } from '../../library/backup/file-state';
import type { Backup, FileRecord } from '../../library/schema';
import { call } from '../../protocol/rpc';
import { backUpToFile } from '../../ui/backup/backup-to-file';
import { formatMoment } from '../../ui/dates';
import { errorMessage } from '../error-message';
import type { DataPage } from '../page';
import { preventClosing } from '../prevent-closing';
import { mergeBackup, restoreExactly } from './restore';
import { type BackupSource, planRestore, type RestorePlan } from './restore-plan';

export type BackupPhase = 'idle' | 'opening' | 'plan' | 'writing';

export interface BackupStore {
  /** The backups in this browser; undefined until they are read. */
  readonly list: ReadonlySignal<readonly Backup[] | undefined>;
  /** When the last backup file was written; undefined until it is read. */
  readonly file: ReadonlySignal<FileRecord | undefined>;
  /** Whether a backup is being made. */
  readonly isBusy: ReadonlySignal<boolean>;
  readonly phase: ReadonlySignal<BackupPhase>;
  /** Number of papers of the backup that were read or written so far. */
  readonly done: ReadonlySignal<number>;
  readonly plan: ReadonlySignal<RestorePlan | undefined>;
  /** Does nothing while another backup is made, or one is restored. Never rejects. */
  backUpNow(): Promise<void>;
  /** Saves a backup as a file, under the same conditions. Never rejects. */
  backUpToFile(): Promise<void>;
  /** Sets whether to remind the user of backup files. Never rejects. */
  remind(isOn: boolean): Promise<void>;
  /** Plans a restore, and shows what it would do. Never rejects. */
  open(source: BackupSource): Promise<void>;
  close(): void;
  /** Never rejects. */
  restore(how: 'merge' | 'exactly'): Promise<void>;
}

/** @param onChanged called when a restore changed the library, and which imports can be undone */
export function makeBackupStore(page: DataPage, onChanged: () => Promise<void>): BackupStore {
  const list = signal<readonly Backup[] | undefined>(undefined);
  const file = signal<FileRecord | undefined>(undefined);
  const isBusy = signal(false);
  const phase = signal<BackupPhase>('idle');
  const done = signal(0);
  const plan = signal<RestorePlan | undefined>(undefined);
  let stopping = new AbortController();

  async function refresh(): Promise<void> {
    try {
      const db = await page.connect();
      file.value = await fileState(db);
      list.value = await backups(db);
    } catch (error) {
      page.show({ text: message('data_library_failed', errorMessage(error)), isFailure: true });
    }
  }

  async function run(work: () => Promise<string>): Promise<void> {
    if (isBusy.peek() || phase.peek() === 'writing') return;
    isBusy.value = true;
    try {
      page.show({ text: await work() });
    } catch (error) {
      page.show({ text: message('backup_failed', errorMessage(error)), isFailure: true });
    } finally {
      isBusy.value = false;
      await refresh();
    }
  }

  function close(): void {
    stopping.abort();
    phase.value = 'idle';
    plan.value = undefined;
  }

  void refresh();
  return {
    list,
    file,
    isBusy,
    phase,
    done,
    plan,
    close,

    backUpNow: () =>
      run(async () => {
        await call('backUp');
        return message('data_backed_up');
      }),

    backUpToFile: () =>
      run(async () => {
        await backUpToFile(page.connect);
        return message('data_backed_up_file');
      }),

    async remind(isOn) {
      file.value = { ...file.peek(), isQuiet: !isOn };
      try {
        await call('remindToBackUp', isOn);
        page.show({ text: message('notice_saved') });
      } catch (error) {
        page.show({ text: message('notice_not_saved', errorMessage(error)), isFailure: true });
        await refresh();
      }
    },

    async open(source) {
      close();
      stopping = new AbortController();
      const { signal } = stopping;
      phase.value = 'opening';
      done.value = 0;
      try {
        const db = await page.connect();
        const read = await planRestore(
          db,
          source,
          (papers) => {
            done.value = papers;
          },
          signal,
        );
        signal.throwIfAborted();
        plan.value = read;
        phase.value = 'plan';
      } catch (error) {
        if (signal.aborted) return;
        close();
        page.show({ text: message('data_open_failed', errorMessage(error)), isFailure: true });
      }
    },

    async restore(how) {
      const current = plan.peek();
      if (!current) return;
      phase.value = 'writing';
      done.value = 0;
      const onWritten = (papers: number): void => {
        done.value = papers;
      };
      const allowClosing = preventClosing();
      try {
        const db = await page.connect();
        const name = backupName(current);
        const refused =
          how === 'merge'
            ? await mergeBackup(db, current, name, onWritten)
            : await restoreExactly(db, current, onWritten);
        const text = message(how === 'merge' ? 'data_merged' : 'data_restored', name);
        const rest = `${plural('data_refused', refused.length)} ${refused.slice(0, 3).join(' · ')}`;
        page.show(refused.length === 0 ? { text } : { text: `${text}. ${rest}`, isFailure: true });
        close();
      } catch (error) {
        phase.value = 'plan';
        page.show({ text: message('data_restore_failed', errorMessage(error)), isFailure: true });
      } finally {
        allowClosing();
      }
      await refresh();
      await onChanged();
    },
  };
}

/** Returns the file's name, or when the backup was made. */
export const backupName = ({ source }: Pick<RestorePlan, 'source'>): string =>
  typeof source === 'number' ? formatMoment(source) : source.name;
