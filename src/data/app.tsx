import { message } from '../i18n';
import { PageStatus } from '../ui/page/page-status';
import { BackupSection } from './backup/backup-section';
import { ExportSection } from './export/export-section';
import { ImportSection } from './import/import-section';
import type { DataStore } from './store';

export function App({ store }: { store: DataStore }) {
  return (
    <>
      <header>
        <img src="/icons/dogear-48.png" alt="" width="28" height="28" />
        <h1>{message('page_data')}</h1>
        <PageStatus notices={store.notices} />
      </header>
      <main>
        <ImportSection imports={store.imports} />
        <BackupSection backup={store.backup} />
        <ExportSection store={store.export} />
      </main>
    </>
  );
}
