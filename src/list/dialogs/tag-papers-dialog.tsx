import { type Signal, useSignal } from '@preact/signals';
import { message, plural } from '../../i18n';
import type { PaperId } from '../../paper/ids';
import type { Page } from '../page';
import { TagBox } from '../tags/tag-box';
import { DialogFrame } from './dialog-frame';

/** Adds a tag to many papers, or removes one from them. */
export function TagPapersDialog({ page, ids }: { page: Page; ids: readonly PaperId[] }) {
  const isAdding = useSignal(true);
  return (
    <DialogFrame page={page} title={plural('list_tag_papers', ids.length)}>
      <AddOrRemove isAdding={isAdding} />
      <TagBox
        page={page}
        id="bulk-tags"
        without={[]}
        onPick={(name) => {
          page.dialog.value = undefined;
          void page.actions.tag(ids, name, isAdding.peek());
        }}
      />
    </DialogFrame>
  );
}

function AddOrRemove({ isAdding }: { isAdding: Signal<boolean> }) {
  return (
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
  );
}
