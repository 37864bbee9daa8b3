import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { message, plural } from '../../i18n';
import { fileState } from '../../library/backup/file-state';
import type { FileRecord, Library } from '../../library/schema';
import { call } from '../../protocol/rpc';
import { backUpToFile } from './backup-to-file';

const DAY_MS = 24 * 3_600_000;

/** Shows a quiet line when no backup file was written for a month, and otherwise nothing. */
export function BackupReminder({ connect }: { connect: () => Promise<Library> }) {
  const due = useSignal<FileRecord | undefined>(undefined);
  const state = useSignal<'asking' | 'writing' | 'written' | 'failed'>('asking');
  const reason = useSignal('');

  useEffect(() => {
    connect()
      .then(fileState)
      .then((state) => {
        if (state.isDue) due.value = state;
      })
      // The page itself shows that the library cannot be opened.
      .catch(console.error);
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

  const file = due.value;
  if (!file) return null;
  if (state.value === 'written') {
    return (
      <p class="reminder" role="status">
        {message('backup_reminder_done')}
      </p>
    );
  }
  return (
    <aside class="reminder" aria-label={message('backup_reminder')}>
      <p role={state.value === 'failed' ? 'alert' : undefined}>
        {state.value === 'failed'
          ? message('backup_failed', reason.value)
          : file.writtenAt
            ? plural('backup_reminder_days', Math.floor((Date.now() - file.writtenAt) / DAY_MS))
            : message('backup_reminder_never')}
      </p>
      <span>
        <button type="button" class="plain" disabled={state.value === 'writing'} onClick={write}>
          {message('backup_to_file')}
        </button>
        <button
          type="button"
          class="plain"
          onClick={() => {
            due.value = undefined;
            call('remindToBackUp', false).catch(console.error);
          }}
        >
          {message('backup_reminder_off')}
        </button>
      </span>
    </aside>
  );
}
