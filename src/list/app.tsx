import { message } from '../i18n';
import { BulkBar } from './bulk-bar';
import { Header } from './header';
import { useLater } from './later';
import { NoticeBar } from './notice';
import type { Page } from './page';
import { Rows } from './rows';
import { Sidebar } from './sidebar';
import { Failed, Nothing } from './states';
import { StatusLine } from './status';

export function App({ page }: { page: Page }) {
  const { store, selection } = page;
  const isEmpty = store.listing.value.total === 0;
  const status = store.status.value;
  const later = useLater();
  return (
    <div class="page" data-sheet={page.sheet.value}>
      <Header page={page} />
      <Sidebar page={page} />
      <main>
        <h1 class="unseen">{message('list_title')}</h1>
        {status === 'failed' && <Failed page={page} />}
        <StatusLine page={page} isHidden={selection.size.value > 0} />
        {selection.size.value > 0 && <BulkBar page={page} />}
        {isEmpty ? status === 'open' && <Nothing page={page} /> : <Rows page={page} />}
      </main>
      {later ? (
        <later.Detail page={page} />
      ) : (
        <aside class="detail" aria-label={message('list_detail')} />
      )}
      {page.sheet.value !== 'none' && (
        // For the pointer alone: Escape and a button do the same.
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
      {later && <later.Dialogs page={page} />}
    </div>
  );
}
