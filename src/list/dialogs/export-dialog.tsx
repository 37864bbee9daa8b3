import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { message, plural } from '../../i18n';
import { entriesOf } from '../../library/entries';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { ExportButtons, startExport, TargetSelect } from '../../ui/export/export-controls';
import type { Notice } from '../../ui/page/notice';
import type { Page } from '../page';
import { Frame } from './dialog-frame';

/** So many are read at once. */
const CHUNK = 1_000;

/** What is selected, or else all that is shown, leaves: as a file, for the clipboard, or to Zotero. */
export function ExportDialog({ page }: { page: Page }) {
  const { store, selection, exporter } = page;
  // What was chosen when the dialog opened: a change from elsewhere must not change what leaves.
  const [ids] = useState<readonly PaperId[]>(() => {
    const listing = store.listing.peek();
    return selection.size.peek() > 0 ? [...selection.ids.peek()] : listing.ids(0, listing.total);
  });

  /** Said here: the notice at the foot of the page lies under the dialog, out of reach. */
  const wrong = useSignal('');

  async function read(): Promise<Entry[]> {
    wrong.value = '';
    await store.entries.notesSettled();
    const db = await store.connect();
    const entries: Entry[] = [];
    for (let from = 0; from < ids.length; from += CHUNK) {
      const some = await entriesOf(db, ids.slice(from, from + CHUNK));
      entries.push(...some.filter((entry) => entry !== undefined));
    }
    return entries;
  }

  function tell(notice: Notice): void {
    if (notice.isFailure) {
      wrong.value = notice.text;
      return;
    }
    page.feedback.notice.value = notice;
    page.dialog.value = undefined;
  }

  return (
    <Frame
      page={page}
      title={plural('list_export', ids.length)}
      onSubmit={() => startExport({ exporter, read, onDone: tell })}
    >
      <div class="field">
        <span aria-hidden="true">{message('export_format')}</span>
        <TargetSelect exporter={exporter} />
      </div>
      {wrong.value && (
        <p class="wrong" role="alert">
          {wrong.value}
        </p>
      )}
      <div class="buttons">
        <ExportButtons exporter={exporter} read={read} onDone={tell} />
      </div>
    </Frame>
  );
}
