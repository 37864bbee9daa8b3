import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { message } from '../i18n';
import { makeExporter } from '../ui/exporter';
import { LeaveButtons, leave, TargetSelect } from '../ui/leave';
import type { Notice } from '../ui/notice';
import type { PopupStore } from './store';

const SCOPES = ['shown', 'starred', 'library'] as const;

/** The reading list leaves: as a file, for the clipboard, or to Zotero. */
export function ExportForm({ store }: { store: PopupStore }) {
  const [exporter] = useState(() => makeExporter(store.connect));
  const scope = useSignal<(typeof SCOPES)[number]>('shown');
  const read = () => store.read(scope.peek());
  const tell = ({ text }: Notice): void => {
    store.notice.value = { text };
  };

  return (
    <form
      aria-label={message('export_name')}
      onSubmit={(event) => {
        event.preventDefault();
        leave({ exporter, read, onDone: tell });
      }}
    >
      <TargetSelect exporter={exporter} />
      <select
        name="scope"
        aria-label={message('export_scope')}
        value={scope.value}
        onChange={(event) => {
          scope.value = event.currentTarget.value as (typeof SCOPES)[number];
        }}
      >
        {SCOPES.map((id) => (
          <option key={id} value={id}>
            {message(`export_scope_${id}`)}
          </option>
        ))}
      </select>
      <LeaveButtons exporter={exporter} read={read} onDone={tell} />
    </form>
  );
}
