import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { getSetting, setSetting, watchSetting } from '../protocol/settings';
import { Icon } from '../ui/icons';
import { TeX } from '../ui/tex';
import { count, formatNumber, word } from '../words';
import { Empty } from './empty';
import { ExportForm } from './export-form';
import type { Order } from './find';
import { focusPaper } from './focus';
import { Row } from './row';
import type { PopupStore } from './store';

export function App({ store }: { store: PopupStore }) {
  const status = store.status.value;
  const isEmpty = status === 'open' && store.counts.value.starred === 0;
  return (
    <>
      {!isEmpty && <Header store={store} />}
      <main>
        <h1 class="unseen">{word('popup_name')}</h1>
        {status === 'failed' && <Failed store={store} />}
        {isEmpty && <Empty />}
        {status === 'open' && !isEmpty && <List store={store} />}
      </main>
      <footer>
        <NoticeBar store={store} />
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
      <div class="search">
        <Icon name="search" />
        <input
          ref={search}
          type="search"
          value={store.query.value}
          aria-label={word('popup_search')}
          placeholder={word('popup_search')}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => {
            store.query.value = event.currentTarget.value;
          }}
          onKeyDown={onKeyDown}
        />
      </div>
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
        <button
          type="button"
          class="skip"
          onClick={() =>
            document.querySelector<HTMLElement>('footer button, footer select')?.focus()
          }
        >
          {word('popup_skip')}
        </button>
      </div>
    </header>
  );
}

/** "340 starred · 120 unread", and while searching "12 of 340 starred": one line, or the list would jump. */
function describe(store: PopupStore): string {
  if (store.status.value !== 'open') return '';
  const { starred, unread } = store.counts.value;
  if (store.query.value.trim() || store.unreadOnly.value) {
    return word('popup_found', formatNumber(store.shown.value.length), formatNumber(starred));
  }
  const parts = [count('popup_starred', starred)];
  if (unread !== undefined) parts.push(count('popup_unread', unread));
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
  const list = [query.value, order.value, unreadOnly.value].join('\n');
  const listed = useRef(list);
  useLayoutEffect(() => {
    // Another list is read from its top.
    if (listed.current !== list) scrollTo(0, 0);
    listed.current = list;
  }, [list]);

  if (rows.length === 0) return <NothingFound store={store} />;
  return (
    <>
      <ul aria-label={word('popup_list')}>
        {rows.map((entry) => (
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

/** Floats over the end of the list, so that nothing moves when it comes. */
function NoticeBar({ store }: { store: PopupStore }) {
  const notice = store.notice.value;
  const close = (): void => {
    store.notice.value = undefined;
  };
  const undo = (): void => {
    close();
    const id = notice?.undo?.();
    if (id) focusPaper(id);
  };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, shiftKey, target } = event;
      if (key !== 'z' || !(ctrlKey || metaKey) || shiftKey || !notice?.undo) return;
      // There it takes back what was typed.
      if ((target as Element).matches('textarea, [type=search]')) return;
      event.preventDefault();
      undo();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [notice]);

  return (
    <div class={notice ? 'notice' : 'notice none'}>
      <p role="status">{notice && <TeX text={notice.text} />}</p>
      {notice?.undo && (
        <button type="button" class="plain" aria-keyshortcuts="Control+Z" onClick={undo}>
          {word('popup_undo')}
        </button>
      )}
      {notice && (
        <button
          type="button"
          class="quiet"
          aria-label={word('popup_dismiss')}
          title={word('popup_dismiss')}
          onClick={close}
        >
          <Icon name="close" />
        </button>
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
