import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { getSetting, setSetting, watchSetting } from '../protocol/settings';
import { Icon } from '../ui/icons';
import { count, word } from '../words';
import { Empty } from './empty';
import { ExportForm } from './export-form';
import type { Order } from './find';
import { Row } from './row';
import type { PopupStore } from './store';

export function App({ store }: { store: PopupStore }) {
  const status = store.status.value;
  const isEmpty = status === 'open' && store.counts.value.starred === 0;
  return (
    <>
      <Header store={store} />
      <main>
        {status === 'failed' && <Failed store={store} />}
        {isEmpty && <Empty />}
        {status === 'open' && !isEmpty && <List store={store} />}
      </main>
      <NoticeBar store={store} />
      <footer>
        <ExportForm store={store} />
        <ReadOnOpen />
      </footer>
    </>
  );
}

const ORDERS: readonly Order[] = ['starred', 'published', 'title'];

function Header({ store }: { store: PopupStore }) {
  const search = useRef<HTMLInputElement>(null);
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
      <input
        ref={search}
        type="search"
        value={store.query.value}
        aria-label={word('popup_search')}
        placeholder={word('popup_search')}
        onInput={(event) => {
          store.query.value = event.currentTarget.value;
        }}
        onKeyDown={onKeyDown}
      />
      <div class="tools">
        <p role="status">{describe(store)}</p>
        <label class="check">
          <input
            type="checkbox"
            checked={store.unreadOnly.value}
            onChange={(event) => {
              store.unreadOnly.value = event.currentTarget.checked;
            }}
          />
          {word('popup_unread_only')}
        </label>
        <select
          name="sort"
          aria-label={word('popup_sort')}
          value={store.order.value}
          onChange={(event) => {
            store.order.value = event.currentTarget.value as Order;
          }}
        >
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {word(`popup_sort_${order}`)}
            </option>
          ))}
        </select>
      </div>
    </header>
  );
}

/** "340 starred · 120 unread", and while searching also "12 shown". */
function describe(store: PopupStore): string {
  if (store.status.value !== 'open') return '';
  const { starred, unread } = store.counts.value;
  const parts = [count('popup_starred', starred)];
  if (unread !== undefined && starred > 0) parts.push(count('popup_unread', unread));
  if (store.query.value.trim() || store.unreadOnly.value) {
    parts.push(count('popup_shown', store.shown.value.length));
  }
  return parts.join(' · ');
}

function List({ store }: { store: PopupStore }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && store.showMore(),
      { rootMargin: '800px' },
    );
    if (end.current) observer.observe(end.current);
    return () => observer.disconnect();
    // Observed anew whenever rows came, since an end that stays in view is not told again.
  }, [store.rows.value.length]);

  if (store.rows.value.length === 0) return <NothingFound store={store} />;
  return (
    <>
      <ul aria-label={word('popup_list')}>
        {store.rows.value.map((entry) => (
          <Row key={entry.paper.id} entry={entry} store={store} />
        ))}
      </ul>
      <div ref={end} />
    </>
  );
}

function NothingFound({ store }: { store: PopupStore }) {
  return (
    <div class="state">
      <p>{word('popup_nothing_found')}</p>
      <button
        type="button"
        onClick={() => {
          store.query.value = '';
          store.unreadOnly.value = false;
          document.querySelector<HTMLElement>('[type=search]')?.focus();
        }}
      >
        {word('popup_clear')}
      </button>
    </div>
  );
}

function Failed({ store }: { store: PopupStore }) {
  return (
    <div class="state" role="alert">
      <p>{word('popup_failed')}</p>
      <p class="soft">{store.reason.value}</p>
      <button type="button" onClick={() => void store.open()}>
        {word('popup_retry')}
      </button>
    </div>
  );
}

function NoticeBar({ store }: { store: PopupStore }) {
  const notice = store.notice.value;
  const close = (): void => {
    store.notice.value = undefined;
  };
  return (
    <div class="notice" role="status" hidden={!notice}>
      {notice && (
        <>
          <span>{notice.text}</span>
          {notice.undo && (
            <button
              type="button"
              class="plain"
              onClick={() => {
                close();
                notice.undo?.();
              }}
            >
              {word('popup_undo')}
            </button>
          )}
          <button type="button" class="quiet" aria-label={word('popup_dismiss')} onClick={close}>
            <Icon name="close" />
          </button>
        </>
      )}
    </div>
  );
}

function ReadOnOpen() {
  const isOn = useSignal(true);
  useEffect(() => {
    const gone = new AbortController();
    const show = (value: boolean): void => {
      isOn.value = value;
    };
    void getSetting('readOnOpen').then(show);
    watchSetting('readOnOpen', show, gone.signal);
    return () => gone.abort();
  }, []);
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isOn.value}
        onChange={(event) => {
          isOn.value = event.currentTarget.checked;
          void setSetting('readOnOpen', isOn.value);
        }}
      />
      {word('popup_read_on_open')}
    </label>
  );
}
