import { useRef } from 'preact/hooks';
import { message, plural } from '../../i18n';
import { formatMoment } from '../../ui/dates';
import { SettingRow, Switch } from '../../ui/setting-row';
import { RestorePanel } from './restore-panel';
import type { BackupStore } from './store';

/** Backs up the library, and restores it. */
export function BackupSection({ backup }: { backup: BackupStore }) {
  const isBusy = backup.isBusy.value || backup.restoring.phase.value === 'writing';
  const record = backup.file.value;
  const file = useRef<HTMLInputElement>(null);
  const last = record?.writtenAt
    ? message('data_last_file', formatMoment(record.writtenAt))
    : message('data_no_file');
  return (
    <section aria-labelledby="backup">
      <h2 id="backup">{message('data_backup')}</h2>
      <p class="soft">{message('data_backup_hint')}</p>
      <div class="card">
        <SettingRow id="backup-file" label={message('data_file')} hint={record ? last : ''}>
          <button
            type="button"
            id="backup-file"
            // Not `disabled`: the button was just pressed, and would lose the focus.
            aria-disabled={isBusy}
            onClick={() => void backup.backUpToFile()}
          >
            {message('backup_to_file')}
          </button>
        </SettingRow>
        <SettingRow id="remind" label={message('data_remind')}>
          <Switch
            id="remind"
            hasHint={false}
            isOn={!record?.isQuiet}
            onTurn={(isOn) => void backup.remind(isOn)}
          />
        </SettingRow>
        <SettingRow id="restore-file" label={message('data_restore_file')}>
          <input
            ref={file}
            type="file"
            name="restore-file"
            class="unseen"
            tabIndex={-1}
            aria-label={message('data_restore_file')}
            accept=".gz,.json"
            onChange={() => {
              const [chosen] = file.current?.files ?? [];
              if (chosen) void backup.restoring.open(chosen);
              // So that the same file can be chosen again.
              if (file.current) file.current.value = '';
            }}
          />
          <button
            type="button"
            id="restore-file"
            disabled={isBusy}
            onClick={() => file.current?.click()}
          >
            {message('data_choose')}
          </button>
        </SettingRow>
      </div>
      <RestorePanel restoring={backup.restoring} />
      <div class="card">
        <div class="row">
          <div class="words">
            <h3 id="backups">{message('data_backups')}</h3>
            <p class="soft">{message('data_backups_hint')}</p>
          </div>
          <button type="button" aria-disabled={isBusy} onClick={() => void backup.backUpNow()}>
            {message('data_backup_now')}
          </button>
        </div>
        <BackupList backup={backup} isBusy={isBusy} />
      </div>
    </section>
  );
}

function BackupList({ backup, isBusy }: { backup: BackupStore; isBusy: boolean }) {
  const list = backup.list.value;
  if (!list) return null;
  if (list.length === 0) {
    return (
      <div class="row">
        <p class="soft">{message('data_no_backups')}</p>
      </div>
    );
  }
  return (
    <ul aria-labelledby="backups">
      {list.map(({ at, counts, reason }) => (
        <li key={at} class="row" data-backup={at}>
          <div class="words">
            <p>{formatMoment(at)}</p>
            <p class="soft">
              {[
                plural('data_papers', counts.papers),
                plural('data_starred', counts.starred),
                plural('data_notes', counts.notes),
                ...(reason === 'daily' ? [] : [message('data_on_request')]),
              ].join(' · ')}
            </p>
          </div>
          <button
            type="button"
            disabled={isBusy}
            aria-label={message('data_restore_of', formatMoment(at))}
            onClick={() => void backup.restoring.open(at)}
          >
            {message('data_restore')}
          </button>
        </li>
      ))}
    </ul>
  );
}
