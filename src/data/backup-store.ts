import { type ReadonlySignal, signal } from '@preact/signals';
import { message, plural } from '../i18n';
import { backups } from '../library/backup/backup';
import { fileState } from '../library/backup/file';
import type { Backup, FileRecord } from '../library/schema';
import { call } from '../protocol/rpc';
import { backUpToFile } from '../ui/backup/backup-to-file';
import { formatMoment } from '../ui/dates';
import { reasonOf } from './reason';
import { mergeBackup, restoreExactly } from './restore';
import { planRestore, type RestorePlan, type Source } from './restore-plan';
import { stayUntil } from './stay';
import type { DataPage } from './store';

export type BackupPhase = 'idle' | 'opening' | 'plan' | 'writing';

export interface BackupStore {
  /** Undefined until they are read. */
  readonly list: ReadonlySignal<readonly Backup[] | undefined>;
  /** Of the backup to a file; undefined until it is read. */
  readonly file: ReadonlySignal<FileRecord | undefined>;
  /** Whether a backup is being made. */
  readonly isBusy: ReadonlySignal<boolean>;
  readonly phase: ReadonlySignal<BackupPhase>;
  /** How many papers of the backup were read, or written. */
  readonly done: ReadonlySignal<number>;
  readonly plan: ReadonlySignal<RestorePlan | undefined>;
  /** Does nothing where the last one is not done, or a backup is being restored. */
  backUpNow(): Promise<void>;
  /** The same. */
  backUpToFile(): Promise<void>;
  remind(isOn: boolean): Promise<void>;
  /** Looks what restoring it would do. Never rejects. */
  open(source: Source): Promise<void>;
  close(): void;
  /** Never rejects. */
  restore(how: 'merge' | 'exactly'): Promise<void>;
}

/** @param onChanged told when the library, and what can be undone, is another */
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
      page.show({ text: message('data_library_failed', reasonOf(error)), isFailure: true });
    }
  }

  async function run(work: () => Promise<string>): Promise<void> {
    if (isBusy.peek() || phase.peek() === 'writing') return;
    isBusy.value = true;
    try {
      page.show({ text: await work() });
    } catch (error) {
      page.show({ text: message('backup_failed', reasonOf(error)), isFailure: true });
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
        page.show({ text: message('notice_not_saved', reasonOf(error)), isFailure: true });
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
        page.show({ text: message('data_open_failed', reasonOf(error)), isFailure: true });
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
      const leave = stayUntil();
      try {
        const db = await page.connect();
        const name = nameOf(current);
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
        page.show({ text: message('data_restore_failed', reasonOf(error)), isFailure: true });
      } finally {
        leave();
      }
      await refresh();
      await onChanged();
    },
  };
}

/** The file's name, or when the backup was made. */
export const nameOf = ({ source }: Pick<RestorePlan, 'source'>): string =>
  typeof source === 'number' ? formatMoment(source) : source.name;
