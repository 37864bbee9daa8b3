import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { message, plural } from '../../i18n';
import { entriesOf } from '../../library/entries';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { ExportButtons, startExport, TargetSelect } from '../../ui/export/export-controls';
import type { Notice } from '../../ui/page/notice';
import { forEachChunk } from '../actions/chunks';
import type { Page } from '../page';
import { DialogFrame } from './dialog-frame';

/** Exports the selected papers, or else all that are shown: to a file, the clipboard, or Zotero. */
export function ExportDialog({ page }: { page: Page }) {
  const { store, selection, exporter } = page;
  // Fixed when the dialog opens: a change from elsewhere must not change what is exported.
  const [ids] = useState<readonly PaperId[]>(() => {
    const listing = store.listing.peek();
    return selection.size.peek() > 0 ? [...selection.ids.peek()] : listing.ids(0, listing.total);
  });

  /** Shown in the dialog, since the notice at the foot of the page lies under it, out of reach. */
  const failure = useSignal('');

  async function read(): Promise<Entry[]> {
    failure.value = '';
    await store.entries.notesSettled();
    const db = await store.connect();
    const entries: Entry[] = [];
    const failed = await forEachChunk(ids, async (chunk) => {
      const found = await entriesOf(db, chunk);
      entries.push(...found.filter((entry) => entry !== undefined));
    });
    if (failed) throw failed;
    return entries;
  }

  function onDone(notice: Notice): void {
    if (notice.isFailure) {
      failure.value = notice.text;
      return;
    }
    page.feedback.notice.value = notice;
    page.dialog.value = undefined;
  }

  return (
    <DialogFrame
      page={page}
      title={plural('list_export', ids.length)}
      onSubmit={() => startExport({ exporter, read, onDone })}
    >
      <div class="field">
        <span aria-hidden="true">{message('export_format')}</span>
        <TargetSelect exporter={exporter} />
      </div>
      {failure.value && (
        <p class="wrong" role="alert">
          {failure.value}
        </p>
      )}
      <div class="buttons">
        <ExportButtons exporter={exporter} read={read} onDone={onDone} />
      </div>
    </DialogFrame>
  );
}
