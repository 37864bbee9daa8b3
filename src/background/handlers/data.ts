import { putBack } from '../../library/backup/restore';
import { putBackExported } from '../../library/exported';
import { importEntries } from '../../library/import/import-entries';
import { undoImport } from '../../library/import/undo-import';
import { readJsonUrl } from '../../protocol/json-url';
import type { DataRequests } from '../../protocol/requests';
import type { Handlers } from '../../protocol/serve';
import { withLibrary } from '../connection';
import { backUpNow } from '../maintenance';
import { publishWritten } from '../publish';
import {
  checkEntries,
  checkExported,
  checkHow,
  checkImportId,
  checkSeq,
  checkSource,
} from '../validate';

/** Handles what the page of the user's data asks for: import, backup and restore. */
export const dataHandlers: Handlers<DataRequests> = {
  async importEntries(id, address) {
    const name = checkImportId(id);
    const { entries, positions, refused } = checkEntries(await readJsonUrl(address));
    const { written, outcomes } = await withLibrary((db) => importEntries(db, name, entries));
    await publishWritten(written);
    const positionsOf = (outcome: string): number[] =>
      positions.filter((_, i) => outcomes[i] === outcome);
    return {
      added: positionsOf('added'),
      changed: positionsOf('changed'),
      same: positionsOf('same'),
      refused,
    };
  },

  async undoImport(id) {
    const name = checkImportId(id);
    const { written, left } = await withLibrary((db) => undoImport(db, name));
    await publishWritten(written);
    return left;
  },

  async backUp(source) {
    return (await backUpNow(checkSource(source))).at;
  },

  async putBack(address, seq) {
    const asOf = checkSeq(seq);
    const { entries, positions, refused } = checkEntries(await readJsonUrl(address));
    const { written, left } = await withLibrary((db) => putBack(db, entries, asOf));
    await publishWritten(written);
    const changed = left.map((i) => ({
      at: positions[i] as number,
      reason: 'was changed meanwhile',
    }));
    return { refused: [...refused, ...changed] };
  },

  async putBackExported(address, how) {
    const [exported, mode] = [checkExported(await readJsonUrl(address)), checkHow(how)];
    await withLibrary((db) => putBackExported(db, exported, mode));
    return null;
  },
};
