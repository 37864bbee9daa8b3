import { useSignal } from '@preact/signals';
import { message, plural } from '../../i18n';
import type { PaperId } from '../../paper/ids';
import { changeSavedSearches, type SavedSearch } from '../../storage/saved-searches';
import type { Page } from '../page';
import { TagBox } from '../tags/tag-box';
import { Frame } from './dialog-frame';
import { ExportDialog } from './export-dialog';
import { Help } from './help-dialog';
import { EditTag, NewTag } from './tag-dialogs';

/** The dialog that is open, if one is. */
export function Dialogs({ page }: { page: Page }) {
  const dialog = page.dialog.value;
  switch (dialog?.kind) {
    case 'help':
      return <Help page={page} />;
    case 'export':
      return <ExportDialog page={page} />;
    case 'tag-papers':
      return <TagPapers page={page} ids={dialog.ids} />;
    case 'edit-tag':
      return <EditTag page={page} name={dialog.name} />;
    case 'new-tag':
      return <NewTag page={page} />;
    case 'save-search':
      return <NameSearch page={page} />;
    case 'edit-search':
      return <NameSearch page={page} saved={dialog.saved} />;
    case 'empty-bin':
      return <EmptyBin page={page} />;
    default:
      return null;
  }
}

function TagPapers({ page, ids }: { page: Page; ids: readonly PaperId[] }) {
  const isAdding = useSignal(true);
  return (
    <Frame page={page} title={plural('list_tag_papers', ids.length)}>
      <fieldset class="switch" aria-label={message('list_tag')}>
        <button
          type="button"
          aria-pressed={isAdding.value}
          onClick={() => {
            isAdding.value = true;
          }}
        >
          {message('list_tag_give')}
        </button>
        <button
          type="button"
          aria-pressed={!isAdding.value}
          onClick={() => {
            isAdding.value = false;
          }}
        >
          {message('list_tag_take_away')}
        </button>
      </fieldset>
      <TagBox
        page={page}
        id="bulk-tags"
        without={[]}
        onPick={(name) => {
          page.dialog.value = undefined;
          void page.actions.tag(ids, name, isAdding.peek());
        }}
      />
    </Frame>
  );
}

/** Keeps the search that is shown, or changes one that is kept. */
function NameSearch({ page, saved }: { page: Page; saved?: SavedSearch }) {
  const listQuery = saved?.listQuery ?? page.store.address.listQuery.peek();
  const name = useSignal(saved?.name ?? listQuery.query.trim());

  async function change(how: (all: SavedSearch[]) => SavedSearch[]): Promise<void> {
    page.dialog.value = undefined;
    try {
      await changeSavedSearches(how);
    } catch (error) {
      const text = message('list_went_wrong', String(error));
      page.feedback.notice.value = { text, isFailure: true };
    }
  }

  function save(): void {
    const named = name.peek().trim();
    if (!named) return;
    void change((all) =>
      saved
        ? all.map((one) => (one.id === saved.id ? { ...one, name: named } : one))
        : [...all, { id: crypto.randomUUID(), name: named, listQuery }],
    );
  }

  return (
    <Frame
      page={page}
      title={message(saved ? 'list_search_edit' : 'list_search_save')}
      onSubmit={save}
    >
      <label class="field">
        <span>{message('list_name')}</span>
        <input
          type="text"
          dir="auto"
          required
          maxLength={100}
          value={name.value}
          onInput={(event) => {
            name.value = event.currentTarget.value;
          }}
        />
      </label>
      <p class="soft" dir="auto">
        {message(`list_view_${listQuery.view}`)}: {listQuery.query}
      </p>
      <div class="buttons">
        {saved && (
          <button
            type="button"
            class="plain danger"
            onClick={() => void change((all) => all.filter(({ id }) => id !== saved.id))}
          >
            {message('list_delete')}
          </button>
        )}
        <span class="space" />
        <button type="submit" class="main">
          {message('list_save')}
        </button>
      </div>
    </Frame>
  );
}

/** The one thing here that cannot be undone is asked once, with how much it is of. */
function EmptyBin({ page }: { page: Page }) {
  const n = page.store.bin.value.size;
  return (
    <Frame
      page={page}
      title={message('list_empty_bin')}
      onSubmit={() => {
        page.dialog.value = undefined;
        void page.actions.emptyBin();
      }}
    >
      <p>{plural('list_empty_bin_ask', n)}</p>
      <div class="buttons">
        <button
          type="button"
          onClick={() => {
            page.dialog.value = undefined;
          }}
        >
          {message('list_keep')}
        </button>
        <button type="submit" class="main danger">
          {plural('list_empty_bin_do', n)}
        </button>
      </div>
    </Frame>
  );
}
