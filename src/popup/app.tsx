import { message } from '../i18n';
import { BackupReminder } from '../ui/backup/backup-reminder';
import { Empty } from './empty';
import { Footer } from './footer';
import { Header } from './header';
import { LastNote } from './last-note';
import { PagePapers } from './page-papers';
import { PaperList } from './paper-list';
import type { PopupStore } from './store/store';

export function App({ store }: { store: PopupStore }) {
  const { filters, listing, totals } = store;
  const status = listing.status.value;
  const isOpen = status === 'open';
  // Rows are there before they are counted.
  const isEmpty =
    isOpen &&
    filters.list.value === 'starred' &&
    totals.value.starred === 0 &&
    listing.rows.value.length === 0;
  return (
    <>
      {(!isEmpty || store.hasDismissed.value) && <Header store={store} />}
      <main>
        <h1 class="unseen">{message('popup_name')}</h1>
        {status === 'failed' && <Failed store={store} />}
        {isOpen && store.isDirect && <BackupReminder connect={store.connect} />}
        {isOpen && <PagePapers store={store} />}
        {isOpen && filters.query.value.trim() === '' && <LastNote store={store} />}
        {isEmpty && <Empty />}
        {isOpen && !isEmpty && <PaperList store={store} />}
      </main>
      <Footer store={store} />
    </>
  );
}

function Failed({ store }: { store: PopupStore }) {
  return (
    <div class="state" role="alert">
      <p>{message('popup_failed')}</p>
      <p class="soft">{store.listing.reason.value}</p>
      <button type="button" onClick={() => void store.open()}>
        {message('action_retry')}
      </button>
    </div>
  );
}
