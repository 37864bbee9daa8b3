import { message } from '../i18n';
import { useDeferred } from './deferred';
import { Header } from './header/header';
import type { Page } from './page';
import { Rows } from './rows/rows';
import { Sidebar } from './sidebar/sidebar';
import { BulkBar } from './status/bulk-bar';
import { EmptyList, LibraryFailed } from './status/empty-states';
import { NoticeBar } from './status/notice-bar';
import { StatusLine } from './status/status-line';

export function App({ page }: { page: Page }) {
  const { store, selection } = page;
  const isEmpty = store.listing.value.total === 0;
  const status = store.status.value;
  const deferred = useDeferred();
  return (
    <div class="page" data-sheet={page.sheet.value}>
      <Header page={page} />
      <Sidebar page={page} />
      <main>
        <h1 class="unseen">{message('list_title')}</h1>
        {status === 'failed' && <LibraryFailed page={page} />}
        <StatusLine page={page} isHidden={selection.size.value > 0} />
        {selection.size.value > 0 && <BulkBar page={page} />}
        {isEmpty ? status === 'open' && <EmptyList page={page} /> : <Rows page={page} />}
      </main>
      {deferred ? (
        <deferred.Detail page={page} />
      ) : (
        <aside class="detail" aria-label={message('list_detail')} />
      )}
      {page.sheet.value !== 'none' && (
        // For the pointer only: Escape and a button do the same.
        // biome-ignore lint/a11y/noStaticElementInteractions: see above
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div
          class="shade"
          onClick={() => {
            page.sheet.value = 'none';
          }}
        />
      )}
      <NoticeBar page={page} />
      {deferred && <deferred.Dialogs page={page} />}
    </div>
  );
}
