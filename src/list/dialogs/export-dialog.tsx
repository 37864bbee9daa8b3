import { useSignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { message, plural } from '../../i18n';
import type { PaperId } from '../../paper/ids';
import {
  ExportButtons,
  ExportProgress,
  startExport,
  TargetSelect,
} from '../../ui/export/export-controls';
import type { Notice } from '../../ui/page/notice';
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

  async function idsOf(): Promise<readonly PaperId[]> {
    failure.value = '';
    await store.entries.notesSettled();
    return ids;
  }

  // What goes on without the dialog could not be stopped any more.
  useEffect(() => exporter.cancel, []);

  function onDone(notice: Notice): void {
    if (notice.isFailure) {
      failure.value = notice.text;
      return;
    }
    page.feedback.notice.value = notice;
    // The dialog may be closed, and another one open.
    if (page.dialog.peek()?.kind === 'export') page.dialog.value = undefined;
  }

  return (
    <DialogFrame
      page={page}
      title={plural('list_export', ids.length)}
      onSubmit={() => startExport({ exporter, idsOf, onDone })}
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
      <ExportProgress exporter={exporter} />
      <div class="buttons">
        <ExportButtons exporter={exporter} idsOf={idsOf} onDone={onDone} />
      </div>
    </DialogFrame>
  );
}
