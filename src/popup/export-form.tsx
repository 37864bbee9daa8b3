import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { message } from '../i18n';
import {
  ExportButtons,
  ExportProgress,
  startExport,
  TargetSelect,
} from '../ui/export/export-controls';
import { makeExporter } from '../ui/export/exporter';
import type { Notice } from '../ui/page/notice';
import type { ExportScope, PopupStore } from './store/store';

const SCOPES: readonly ExportScope[] = ['shown', 'starred', 'library'];

/** Exports papers to a file, to the clipboard or to Zotero. */
export function ExportForm({ store }: { store: PopupStore }) {
  const [exporter] = useState(() => makeExporter(store.connect));
  const scope = useSignal<ExportScope>('shown');
  const idsOf = () => store.idsForExport(scope.peek());
  const showNotice = ({ text }: Notice): void => {
    store.notice.value = { text };
  };

  return (
    <form
      aria-label={message('export_name')}
      onSubmit={(event) => {
        event.preventDefault();
        startExport({ exporter, idsOf, onDone: showNotice });
      }}
    >
      <TargetSelect exporter={exporter} />
      <select
        name="scope"
        aria-label={message('export_scope')}
        value={scope.value}
        onChange={(event) => {
          scope.value = event.currentTarget.value as ExportScope;
        }}
      >
        {SCOPES.map((id) => (
          <option key={id} value={id}>
            {message(`export_scope_${id}`)}
          </option>
        ))}
      </select>
      <ExportButtons exporter={exporter} idsOf={idsOf} onDone={showNotice} />
      <ExportProgress exporter={exporter} />
    </form>
  );
}
