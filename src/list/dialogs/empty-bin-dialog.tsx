import { message, plural } from '../../i18n';
import type { Page } from '../page';
import { DialogFrame } from './dialog-frame';

/** Asks before the bin is emptied, the one action on this page that cannot be undone. */
export function EmptyBinDialog({ page }: { page: Page }) {
  const papers = page.store.bin.value.size;
  const close = (): void => {
    page.dialog.value = undefined;
  };
  return (
    <DialogFrame
      page={page}
      title={message('list_empty_bin')}
      onSubmit={() => {
        close();
        void page.actions.emptyBin();
      }}
    >
      <p>{plural('list_empty_bin_ask', papers)}</p>
      <div class="buttons">
        <button type="button" onClick={close}>
          {message('list_keep')}
        </button>
        <button type="submit" class="main danger">
          {plural('list_empty_bin_do', papers)}
        </button>
      </div>
    </DialogFrame>
  );
}
