import { backupFileName } from '../../library/backup/file-state';
import { writeBackupFile } from '../../library/backup/write-file';
import type { Library } from '../../library/schema';
import { call } from '../../protocol/rpc';
import { saveFile } from '../page/save-file';

/** Saves the whole library as a file, and records when. */
export async function backUpToFile(connect: () => Promise<Library>): Promise<void> {
  const now = Date.now();
  saveFile(await writeBackupFile(await connect(), now), backupFileName(now));
  await call('fileWritten');
}
