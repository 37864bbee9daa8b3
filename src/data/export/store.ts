import { type ReadonlySignal, signal } from '@preact/signals';
import { SAMPLE_ENTRY } from '../../formats/write/sample-entry';
import { message } from '../../i18n';
import { firstEntries } from '../../library/entries';
import type { Entry } from '../../paper/entry';
import {
  type ExportSettings,
  getExportSettings,
  setExportSettings,
} from '../../storage/export-settings';
import { errorMessage } from '../error-message';
import type { DataPage } from '../page';

/** The export settings that this page sets. */
export interface ExportStore {
  /** Undefined until they are read. */
  readonly settings: ReadonlySignal<ExportSettings | undefined>;
  /** The paper of the examples: the one that was starred last, or a made-up one. */
  readonly example: ReadonlySignal<Entry>;
  /** Changes settings at once and saves them. Never rejects. */
  set(changed: Partial<ExportSettings>): Promise<void>;
}

export function makeExportStore(page: DataPage): ExportStore {
  const settings = signal<ExportSettings | undefined>(undefined);
  const example = signal<Entry>(SAMPLE_ENTRY);

  void getExportSettings().then((stored) => {
    settings.value = stored;
  });
  page
    .connect()
    .then((db) => firstEntries(db, 'starred', 1))
    .then(([last]) => {
      if (last) example.value = last;
    })
    // The import section says that the library cannot be opened.
    .catch(console.error);

  return {
    settings,
    example,

    async set(changed) {
      const before = settings.peek();
      if (!before) return;
      settings.value = { ...before, ...changed };
      try {
        await setExportSettings(changed);
        page.show({ text: message('notice_saved') });
      } catch (error) {
        page.show({ text: message('notice_not_saved', errorMessage(error)), isFailure: true });
      }
    },
  };
}
