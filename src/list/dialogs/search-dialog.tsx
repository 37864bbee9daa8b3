import { useSignal } from '@preact/signals';
import { message } from '../../i18n';
import { changeSavedSearches, type SavedSearch } from '../../storage/saved-searches';
import type { Page } from '../page';
import { DialogFrame } from './dialog-frame';
import { NameField } from './name-field';

/** Longest name of a saved search, in characters. */
const LONGEST_NAME = 100;

interface SearchDialogProps {
  readonly page: Page;
  /** The search to rename or delete; without it, the one that is shown is saved. */
  readonly saved?: SavedSearch;
}

export function SearchDialog({ page, saved }: SearchDialogProps) {
  const listQuery = saved?.listQuery ?? page.store.address.listQuery.peek();
  const name = useSignal(saved?.name ?? listQuery.query.trim());

  function save(): void {
    const trimmed = name.peek().trim();
    if (!trimmed) return;
    void change(page, (searches) =>
      saved
        ? searches.map((one) => (one.id === saved.id ? { ...one, name: trimmed } : one))
        : [...searches, { id: crypto.randomUUID(), name: trimmed, listQuery }],
    );
  }

  return (
    <DialogFrame
      page={page}
      title={message(saved ? 'list_search_edit' : 'list_search_save')}
      onSubmit={save}
    >
      <NameField name={name} longest={LONGEST_NAME} />
      <p class="soft" dir="auto">
        {message(`list_view_${listQuery.view}`)}: {listQuery.query}
      </p>
      <div class="buttons">
        {saved && (
          <button
            type="button"
            class="plain danger"
            onClick={() =>
              void change(page, (searches) => searches.filter(({ id }) => id !== saved.id))
            }
          >
            {message('list_delete')}
          </button>
        )}
        <span class="space" />
        <button type="submit" class="main">
          {message('list_save')}
        </button>
      </div>
    </DialogFrame>
  );
}

/** Closes the dialog and changes the saved searches. A failure is shown on the page. */
async function change(
  { dialog, feedback }: Page,
  how: (searches: SavedSearch[]) => SavedSearch[],
): Promise<void> {
  dialog.value = undefined;
  try {
    await changeSavedSearches(how);
  } catch (error) {
    feedback.notice.value = { text: message('list_went_wrong', String(error)), isFailure: true };
  }
}
