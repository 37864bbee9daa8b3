import { useSignal } from '@preact/signals';
import { FORMATS } from '../formats';
import { entriesOf } from '../library/entries';
import { allEntries } from '../library/library';
import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/id';
import { count, word } from '../words';
import { Frame } from './dialog';
import { fileName, saveFile } from './file';
import type { Page } from './page';

/** So many are read at once. */
const CHUNK = 1_000;

/** What is selected, or else all that is shown, leaves as a file or for the clipboard. */
export function ExportDialog({ page }: { page: Page }) {
  const { store, selection } = page;
  const formatId = useSignal<string>(FORMATS[0]?.id ?? '');
  const isBusy = useSignal(false);
  const listing = store.listing.value;
  const ids = selection.size.value > 0 ? [...selection.ids.value] : listing.ids(0, listing.total);

  async function read(wanted: readonly PaperId[]): Promise<Entry[]> {
    await store.entries.settled();
    const db = await store.connect();
    const entries: Entry[] = [];
    for (let from = 0; from < wanted.length; from += CHUNK) {
      const some = await entriesOf(db, wanted.slice(from, from + CHUNK));
      entries.push(...some.filter((entry) => entry !== undefined));
    }
    return entries;
  }

  async function exportTo(
    deliver: (content: string | Uint8Array, name: string, type: string) => void | Promise<void>,
    said: string,
  ): Promise<void> {
    const format = FORMATS.find(({ id }) => id === formatId.peek());
    if (!format) return;
    const { notice } = page.actions.steps;
    isBusy.value = true;
    try {
      const entries = await read(ids);
      const exportedAt = Date.now();
      const library = await allEntries(await store.connect());
      const content = await format.write(entries, { exportedAt, library });
      await deliver(content, fileName(exportedAt, format.extension), format.mediaType);
      notice.value = { text: count(said, entries.length) };
      page.dialog.value = undefined;
    } catch (error) {
      notice.value = { text: word('export_failed', String(error)), isFailure: true };
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <Frame
      page={page}
      title={count('list_export', ids.length)}
      onSubmit={() => void exportTo(saveFile, 'export_saved')}
    >
      <label class="field">
        <span>{word('export_format')}</span>
        <select
          name="format"
          value={formatId.value}
          onChange={(event) => {
            formatId.value = event.currentTarget.value;
          }}
        >
          {FORMATS.map(({ id }) => (
            <option key={id} value={id}>
              {word(`export_format_${id}`)}
            </option>
          ))}
        </select>
      </label>
      <div class="buttons">
        <button
          type="button"
          disabled={isBusy.value}
          onClick={() =>
            void exportTo(async (content) => {
              if (typeof content !== 'string') throw new Error(word('list_export_no_text'));
              await navigator.clipboard.writeText(content);
            }, 'export_copied')
          }
        >
          {word('export_copy')}
        </button>
        <button type="submit" class="main" disabled={isBusy.value}>
          {word('export_save')}
        </button>
      </div>
    </Frame>
  );
}
