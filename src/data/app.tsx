import { message } from '../i18n';
import { Icon } from '../ui/icons';
import { BackupSection } from './backup-section';
import { ExportSection } from './export-section';
import { ImportSection } from './import-section';
import type { DataStore } from './store';

export function App({ store }: { store: DataStore }) {
  return (
    <>
      <header>
        <img src="/icons/dogear-48.png" alt="" width="28" height="28" />
        <h1>{message('data_title')}</h1>
        <Status store={store} />
      </header>
      <main>
        <ImportSection imports={store.imports} />
        <BackupSection backup={store.backup} />
        <ExportSection store={store.export} />
      </main>
    </>
  );
}

/** What became of what was last done, in the same place for all of it. */
function Status({ store }: { store: DataStore }) {
  const notice = store.notice.value;
  return (
    <div class="status">
      <p role="status">
        {notice && !notice.isFailure && (
          <span key={notice.turn} class="saved">
            <Icon name="read" />
            {notice.text}
          </span>
        )}
      </p>
      <p role="alert" class="wrong">
        {notice?.isFailure && notice.text}
      </p>
    </div>
  );
}
