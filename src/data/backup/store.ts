import { type ReadonlySignal, signal } from '@preact/signals';
import { message } from '../../i18n';
import { backups } from '../../library/backup/backup';
import { fileState } from '../../library/backup/file-state';
import type { Backup, FileRecord } from '../../library/schema';
import { call } from '../../protocol/rpc';
import { backUpToFile } from '../../ui/backup/backup-to-file';
import { errorMessage } from '../error-message';
import type { DataPage } from '../page';
import { makeRestoreStore, type RestoreStore } from './restore-store';

/** The backups of this browser and the last backup file, and the restoring of any of them. */
export interface BackupStore {
  /** The backups in this browser; undefined until they are read. */
  readonly list: ReadonlySignal<readonly Backup[] | undefined>;
  /** When the last backup file was written; undefined until it is read. */
  readonly file: ReadonlySignal<FileRecord | undefined>;
  /** Whether a backup is being made. */
  readonly isBusy: ReadonlySignal<boolean>;
  readonly restoring: RestoreStore;
  /** Does nothing while another backup is made, or one is restored. Never rejects. */
  backUpNow(): Promise<void>;
  /** Saves a backup as a file, under the same conditions. Never rejects. */
  backUpToFile(): Promise<void>;
  /** Sets whether to remind the user of backup files. Never rejects. */
  remind(isOn: boolean): Promise<void>;
}

/** @param onChanged called when a restore changed the library, and which imports can be undone */
export function makeBackupStore(page: DataPage, onChanged: () => Promise<void>): BackupStore {
  const list = signal<readonly Backup[] | undefined>(undefined);
  const file = signal<FileRecord | undefined>(undefined);
  const isBusy = signal(false);
  const restoring = makeRestoreStore(page, async () => {
    await refresh();
    await onChanged();
  });

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
    if (isBusy.peek() || restoring.phase.peek() === 'writing') return;
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

  void refresh();
  return {
    list,
    file,
    isBusy,
    restoring,

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
  };
}
