import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import browser from '../ext';
import { formatNumber, message, plural } from '../i18n';
import type { Order } from '../library/index/finder';
import { BackupReminder } from '../ui/backup/backup-reminder';
import { Icon } from '../ui/icons';
import { MistakeLine, MistakeUnderlines } from '../ui/query/mistakes';
import { TeX } from '../ui/tex';
import { Beside } from './beside';
import { Empty } from './empty';
import { ExportForm } from './export-form';
import { focusPaper } from './focus';
import { LastNote } from './last-note';
import { PagePapers } from './page-papers';
import { Row } from './row';
import type { List as ListName, PopupStore } from './store';

export function App({ store }: { store: PopupStore }) {
  const status = store.status.value;
  // The first rows are there before they are counted.
  const isEmpty =
    status === 'open' &&
    store.list.value === 'starred' &&
    store.counts.value.starred === 0 &&
    store.rows.value.length === 0;
  return (
    <>
      {(!isEmpty || store.hasDismissed.value) && <Header store={store} />}
      <main>
        <h1 class="unseen">{message('popup_name')}</h1>
        {status === 'failed' && <Failed store={store} />}
        {status === 'open' && <BackupReminder connect={store.connect} />}
        {status === 'open' && <PagePapers store={store} />}
        {status === 'open' && store.query.value.trim() === '' && <LastNote store={store} />}
        {isEmpty && <Empty />}
        {status === 'open' && !isEmpty && <List store={store} />}
      </main>
      <footer>
        <NoticeBar store={store} />
        <ExportForm store={store} />
        <nav>
          <ListButton store={store} />
          <Beside />
          <OptionsButton />
        </nav>
      </footer>
    </>
  );
}

const LISTS: readonly ListName[] = ['starred', 'dismissed'];
const ORDERS: readonly Order[] = ['starred', 'published', 'title'];

function Header({ store }: { store: PopupStore }) {
  const search = useRef<HTMLInputElement>(null);
  const marks = useRef<HTMLDivElement>(null);
  useEffect(() => search.current?.focus(), []);

  function onKeyDown(event: KeyboardEvent): void {
    // The first Escape empties the box, the next one closes the popup.
    if (event.key !== 'Escape' || store.query.value === '') return;
    event.preventDefault();
    event.stopPropagation();
    store.query.value = '';
  }

  return (
    <header>
      <div class="top">
        <div class="search">
          <Icon name="search" />
          <MistakeUnderlines query={store.parsed.value} place={marks} />
          <input
            ref={search}
            type="search"
            value={store.query.value}
            aria-label={message('popup_search')}
            placeholder={message('popup_search')}
            autocomplete="off"
            spellcheck={false}
            aria-describedby="mistake"
            aria-invalid={store.parsed.value.mistakes.length > 0}
            onInput={(event) => {
              store.query.value = event.currentTarget.value;
            }}
            onScroll={(event) => {
              // The marks under the words go along when a long query is scrolled.
              if (marks.current) marks.current.scrollLeft = event.currentTarget.scrollLeft;
            }}
            onKeyDown={onKeyDown}
          />
          <MistakeLine query={store.parsed.value} />
        </div>
        {store.hasDismissed.value && (
          <select
            name="list"
            aria-label={message('popup_lists')}
            value={store.list.value}
            onChange={(event) => store.showList(event.currentTarget.value as ListName)}
          >
            {LISTS.map((list) => (
              <option key={list} value={list}>
                {message(`popup_list_${list}`)}
              </option>
            ))}
          </select>
        )}
      </div>
      <div class="tools">
        <p role="status">{describe(store)}</p>
        {store.list.value === 'starred' && (
          <label class="check">
            <input
              type="checkbox"
              checked={store.unreadOnly.value}
              onChange={(event) => {
                store.unreadOnly.value = event.currentTarget.checked;
              }}
            />
            {message('popup_unread_only')}
          </label>
        )}
        <select
          name="sort"
          aria-label={message('popup_sort')}
          value={store.order.value}
          onChange={(event) => {
            store.order.value = event.currentTarget.value as Order;
          }}
        >
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {message(
                order === 'starred' && store.list.value === 'dismissed'
                  ? 'popup_sort_dismissed'
                  : `popup_sort_${order}`,
              )}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="skip"
          onClick={() =>
            document.querySelector<HTMLElement>('footer button, footer select')?.focus()
          }
        >
          {message('popup_skip')}
        </button>
      </div>
    </header>
  );
}

/** "340 starred · 120 unread", and while searching "12 of 340 starred": one line, or the list would jump. */
function describe(store: PopupStore): string {
  if (store.status.value !== 'open') return '';
  const { starred, dismissed, unread, found } = store.counts.value;
  if (store.list.value === 'dismissed') return plural('popup_dismissed', found ?? dismissed);
  if (found !== undefined && (store.parsed.value.root || store.unreadOnly.value)) {
    return message('popup_found', formatNumber(found), formatNumber(starred));
  }
  // Not counted yet.
  if (starred === 0 && store.rows.value.length > 0) return '';
  const parts = [plural('popup_starred', starred)];
  if (unread !== undefined) parts.push(plural('popup_unread', unread));
  return parts.join(' · ');
}

function List({ store }: { store: PopupStore }) {
  const end = useRef<HTMLDivElement>(null);
  const rows = store.rows.value;
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && store.showMore(),
      { rootMargin: '1200px' },
    );
    if (end.current) observer.observe(end.current);
    return () => observer.disconnect();
    // Observed anew whenever rows came, since an end that stays in view is not told again.
  }, [rows.length]);

  const { query, order, unreadOnly } = store;
  const list = [store.list.value, query.value, order.value, unreadOnly.value].join('\n');
  const listed = useRef(list);
  useLayoutEffect(() => {
    // Another list is read from its top.
    if (listed.current !== list) scrollTo(0, 0);
    listed.current = list;
  }, [list]);

  if (rows.length === 0) return <NothingFound store={store} />;
  return (
    <>
      <ul aria-label={message(`popup_list_${store.list.value}`)}>
        {rows.map((entry) => (
          <Row key={entry.paper.id} entry={entry} store={store} />
        ))}
      </ul>
      <div ref={end} />
    </>
  );
}

function NothingFound({ store }: { store: PopupStore }) {
  const isAll = store.list.value === 'dismissed' && store.query.value.trim() === '';
  return (
    <div class="state">
      <p>{message(isAll ? 'popup_nothing_dismissed' : 'popup_nothing_found')}</p>
      <button
        type="button"
        onClick={() => {
          store.query.value = '';
          store.unreadOnly.value = false;
          store.showList('starred');
          document.querySelector<HTMLElement>('[type=search]')?.focus();
        }}
      >
        {message('popup_clear')}
      </button>
    </div>
  );
}

function Failed({ store }: { store: PopupStore }) {
  return (
    <div class="state" role="alert">
      <p>{message('popup_failed')}</p>
      <p class="soft">{store.reason.value}</p>
      <button type="button" onClick={() => void store.open()}>
        {message('popup_retry')}
      </button>
    </div>
  );
}

/** Floats over the end of the list, so that nothing moves when it comes. */
function NoticeBar({ store }: { store: PopupStore }) {
  const notice = store.notice.value;
  const close = (): void => {
    store.notice.value = undefined;
  };
  const undo = (): void => {
    const id = store.notice.value?.undo?.();
    close();
    if (id) focusPaper(id);
  };

  // Not bound to one notice: a quick reader's key would come before the next one's listener.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, shiftKey, target } = event;
      if (key !== 'z' || !(ctrlKey || metaKey) || shiftKey || !store.notice.value?.undo) return;
      // There it takes back what was typed.
      if ((target as Element).matches('textarea, [type=search]')) return;
      event.preventDefault();
      undo();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <div class={notice ? 'notice' : 'notice none'}>
      <p role="status">{notice && <TeX text={notice.text} />}</p>
      {notice?.undo && (
        <button type="button" class="plain" aria-keyshortcuts="Control+Z" onClick={undo}>
          {message('popup_undo')}
        </button>
      )}
      {notice && (
        <button
          type="button"
          class="quiet"
          aria-label={message('popup_dismiss')}
          title={message('popup_dismiss')}
          onClick={close}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

/** Firefox leaves the popup open over a new tab. As a tab of its own, or beside the page, it stays. */
function leavePopup(): void {
  if (browser.extension.getViews({ type: 'popup' }).includes(window)) window.close();
}

/** The whole library in a tab, with what is searched for here. */
function ListButton({ store }: { store: PopupStore }) {
  async function open(): Promise<void> {
    const query = store.query.value.trim();
    const search = query ? `?${new URLSearchParams({ q: query })}` : '';
    await browser.tabs.create({ url: browser.runtime.getURL(`src/list/index.html${search}`) });
    leavePopup();
  }
  return (
    <button type="button" class="plain" onClick={() => void open()}>
      {message('popup_list_page')}
    </button>
  );
}

function OptionsButton() {
  async function open(): Promise<void> {
    await browser.runtime.openOptionsPage();
    leavePopup();
  }
  return (
    <button type="button" class="plain options" onClick={() => void open()}>
      <Icon name="gear" />
      {message('popup_options')}
    </button>
  );
}
