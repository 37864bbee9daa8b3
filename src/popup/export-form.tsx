import { useSignal } from '@preact/signals';
import { type ExportContext, FORMATS, type Format } from '../formats';
import type { Entry } from '../paper/entry';
import { count, word } from '../words';
import type { PopupStore } from './store';

const SCOPES = ['shown', 'starred', 'library'] as const;

/** The reading list leaves: as a file, or for the clipboard. */
export function ExportForm({ store }: { store: PopupStore }) {
  const formatId = useSignal<string>('bibtex');
  const scope = useSignal<(typeof SCOPES)[number]>('shown');
  const format = FORMATS.find(({ id }) => id === formatId.value);

  async function exportTo(
    deliver: (format: Format, entries: readonly Entry[], context: ExportContext) => Promise<void>,
    key: string,
  ): Promise<void> {
    if (!format) return;
    try {
      const entries = await store.read(scope.value);
      if (entries.length === 0) {
        store.notice.value = { text: word('export_nothing') };
        return;
      }
      const library = await store.read('library');
      await deliver(format, entries, { exportedAt: Date.now(), library });
      store.notice.value = { text: count(key, entries.length) };
    } catch (error) {
      store.notice.value = { text: word('export_failed', String(error)) };
    }
  }

  return (
    <form
      aria-label={word('export_name')}
      onSubmit={(event) => {
        event.preventDefault();
        void exportTo(saveFile, 'export_saved');
      }}
    >
      <select
        name="format"
        aria-label={word('export_format')}
        value={formatId.value}
        onChange={(event) => {
          formatId.value = event.currentTarget.value;
        }}
      >
        {FORMATS.map(({ id }) => (
          <option key={id} value={id}>
            {word(`export_format_${id.replace('-', '_')}`)}
          </option>
        ))}
      </select>
      <select
        name="scope"
        aria-label={word('export_scope')}
        value={scope.value}
        onChange={(event) => {
          scope.value = event.currentTarget.value as (typeof SCOPES)[number];
        }}
      >
        {SCOPES.map((id) => (
          <option key={id} value={id}>
            {word(`export_scope_${id}`)}
          </option>
        ))}
      </select>
      <button
        type="button"
        disabled={!format?.isText}
        onClick={() => void exportTo(copy, 'export_copied')}
      >
        {word('export_copy')}
      </button>
      <button type="submit">{word('export_save')}</button>
    </form>
  );
}

/** The reader's own day, as in `2026-11-24`. */
function dayOf(time: number): string {
  const date = new Date(time);
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

async function saveFile(
  format: Format,
  entries: readonly Entry[],
  context: ExportContext,
): Promise<void> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await format.writeBlob(entries, context));
  link.download = `dogear-${dayOf(context.exportedAt)}.${format.extension}`;
  link.click();
  // Not at once: the browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function copy(
  format: Format,
  entries: readonly Entry[],
  context: ExportContext,
): Promise<void> {
  const text = await format.write(entries, context);
  if (typeof text === 'string') await navigator.clipboard.writeText(text);
}
