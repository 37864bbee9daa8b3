import { makeConnection } from '../library/connection';
import { makeNoticeStore, type NoticeStore } from '../ui/page/notice';
import { type BackupStore, makeBackupStore } from './backup/store';
import { type ExportStore, makeExportStore } from './export/store';
import { type ImportStore, makeImportStore } from './import/store';
import type { DataPage } from './page';

/** Everything the page shows and does. */
export interface DataStore {
  readonly notices: NoticeStore;
  readonly imports: ImportStore;
  readonly backup: BackupStore;
  readonly export: ExportStore;
}

/** How long "Saved" and the like stay, in ms. */
const SHOWN_MS = 6_000;

export function makeDataStore(until: AbortSignal): DataStore {
  const { connect } = makeConnection();
  const notices = makeNoticeStore(SHOWN_MS);
  const page: DataPage = { until, connect, show: notices.show };
  const imports = makeImportStore(page);
  const backup = makeBackupStore(page, imports.past.refresh);
  return { notices, imports, backup, export: makeExportStore(page) };
}
