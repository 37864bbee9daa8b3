import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Library } from '../library/schema';
import {
  type BackupSettings,
  getBackupSettings,
  isReminderDue,
  setBackupSettings,
} from '../protocol/backup-settings';
import { count, word } from '../words';
import { backUpToFile } from './backup-to-file';

const DAY_MS = 24 * 3_600_000;

/**
 * One quiet line, where the library was not backed up to a file for a month; else nothing at all.
 * @param connect opens the library; called only when the reader has it backed up, or a month is over
 */
export function BackupReminder({ connect }: { connect: () => Promise<Library> }) {
  const due = useSignal<BackupSettings | undefined>(undefined);
  const state = useSignal<'asking' | 'writing' | 'written' | 'failed'>('asking');
  const reason = useSignal('');

  useEffect(() => {
    void lookWhetherDue(connect).then((settings) => {
      due.value = settings;
    });
  }, []);

  async function write(): Promise<void> {
    state.value = 'writing';
    try {
      await backUpToFile(connect);
      state.value = 'written';
    } catch (error) {
      reason.value = String(error);
      state.value = 'failed';
    }
  }

  const settings = due.value;
  if (!settings) return null;
  if (state.value === 'written') {
    return (
      <p class="reminder" role="status">
        {word('data_reminder_done')}
      </p>
    );
  }
  const days = Math.floor((Date.now() - settings.fileAt) / DAY_MS);
  return (
    <aside class="reminder" aria-label={word('data_reminder')}>
      <p role={state.value === 'failed' ? 'alert' : undefined}>
        {state.value === 'failed'
          ? word('data_backup_failed', reason.value)
          : settings.fileAt
            ? count('data_reminder_days', days)
            : word('data_reminder_never')}
      </p>
      <button type="button" class="plain" disabled={state.value === 'writing'} onClick={write}>
        {word('data_backup_file')}
      </button>
      <button
        type="button"
        class="plain"
        onClick={() => {
          due.value = undefined;
          setBackupSettings({ remind: false }).catch(console.error);
        }}
      >
        {word('data_reminder_off')}
      </button>
    </aside>
  );
}

/** What is remembered of backups, where it is time; begins to count where there is something to lose. */
async function lookWhetherDue(
  connect: () => Promise<Library>,
): Promise<BackupSettings | undefined> {
  const settings = await getBackupSettings();
  const now = Date.now();
  const isFirst = !settings.fileAt && !settings.since;
  if (!isFirst && !isReminderDue(settings, now)) return undefined;
  try {
    if ((await (await connect()).count('marks')) === 0) return undefined;
    if (isFirst) await setBackupSettings({ since: now });
  } catch (error) {
    // What holds the reminder is not what shows that the library cannot be opened.
    console.error(error);
    return undefined;
  }
  return isFirst ? undefined : settings;
}
