import { formatNumber, message, plural } from '../../i18n';
import { Icon } from '../../ui/icons';
import type { Page } from '../page';

/** How many papers are shown, and what can be done with all of them. Screen readers announce its changes. */
export function StatusLine({ page, isHidden }: { page: Page; isHidden: boolean }) {
  const { store } = page;
  const { view } = store.address.listQuery.value;
  const total = store.listing.value.total;
  return (
    <div class={isHidden ? 'line unseen' : 'line'}>
      <p role="status">{describeTotal(page)}</p>
      {store.isStale.value && (
        <button type="button" class="plain" onClick={() => void store.refresh()}>
          {message('list_show_new')}
        </button>
      )}
      <span class="space" />
      {view === 'bin' && total > 0 && (
        <button
          type="button"
          class="plain"
          onClick={() => {
            page.dialog.value = { kind: 'empty-bin' };
          }}
        >
          {message('list_empty_bin')}
        </button>
      )}
      {view !== 'bin' && total > 0 && (
        <button
          type="button"
          class="plain small"
          onClick={async () => {
            await store.wholeListing();
            page.dialog.value = { kind: 'export' };
          }}
        >
          <Icon name="save" />
          {message('export_name')}
        </button>
      )}
      {total > 0 && (
        <button
          type="button"
          class="plain small"
          onClick={async () => page.selection.all(await store.wholeListing())}
        >
          {message('list_select_all')}
        </button>
      )}
    </div>
  );
}

function describeTotal({ store }: Page): string {
  if (store.status.value !== 'open') return '';
  const { view, query } = store.address.listQuery.value;
  const total = store.total.value;
  const isSearch = view !== 'bin' && query.trim() !== '';
  const text = plural(isSearch ? 'list_found' : `list_count_${view}`, total);
  if (!store.isPartial.value) return text;
  const share = formatNumber(Math.floor(store.progress.value * 100));
  return `${text} · ${message('list_indexing', share)}`;
}
