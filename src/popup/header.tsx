import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { formatNumber, message, plural } from '../i18n';
import type { Order } from '../library/index/finder';
import type { ListName } from '../protocol/requests';
import { Icon } from '../ui/icons';
import { MistakeLine, MistakeUnderlines } from '../ui/query/mistakes';
import type { PopupStore } from './store/store';

const LISTS: readonly ListName[] = ['starred', 'dismissed'];
const ORDERS: readonly Order[] = ['starred', 'published', 'title'];

/** The search box, the choice of list, order and filter, and how many papers there are. */
export function Header({ store }: { store: PopupStore }) {
  return (
    <header>
      <div class="top">
        <SearchBox store={store} />
        {store.hasDismissed.value && <ListSelect store={store} />}
      </div>
      <div class="tools">
        <p role="status">{describeCounts(store)}</p>
        {store.filters.list.value === 'starred' && <UnreadFilter store={store} />}
        <OrderSelect store={store} />
        <SkipButton />
      </div>
    </header>
  );
}

function SearchBox({ store: { filters } }: { store: PopupStore }) {
  const search = useRef<HTMLInputElement>(null);
  const underlines = useRef<HTMLDivElement>(null);
  useEffect(() => search.current?.focus(), []);

  function onKeyDown(event: KeyboardEvent): void {
    // The first Escape empties the box, the next one closes the popup.
    if (event.key !== 'Escape' || filters.query.value === '') return;
    event.preventDefault();
    event.stopPropagation();
    filters.query.value = '';
  }

  return (
    <div class="search">
      <Icon name="search" />
      <MistakeUnderlines query={filters.parsed.value} place={underlines} />
      <input
        ref={search}
        type="search"
        value={filters.query.value}
        aria-label={message('popup_search')}
        placeholder={message('popup_search')}
        autocomplete="off"
        spellcheck={false}
        aria-describedby="mistake"
        aria-invalid={filters.parsed.value.mistakes.length > 0}
        onInput={(event) => {
          filters.query.value = event.currentTarget.value;
        }}
        onScroll={(event) => scrollAlong(underlines, event.currentTarget)}
        onKeyDown={onKeyDown}
      />
      <MistakeLine query={filters.parsed.value} />
    </div>
  );
}

/** Keeps the underlines under their words when a long query is scrolled. */
function scrollAlong(underlines: RefObject<HTMLDivElement | null>, box: HTMLInputElement): void {
  if (underlines.current) underlines.current.scrollLeft = box.scrollLeft;
}

function ListSelect({ store: { filters } }: { store: PopupStore }) {
  return (
    <select
      name="list"
      aria-label={message('popup_lists')}
      value={filters.list.value}
      onChange={(event) => {
        filters.list.value = event.currentTarget.value as ListName;
      }}
    >
      {LISTS.map((list) => (
        <option key={list} value={list}>
          {message(`popup_list_${list}`)}
        </option>
      ))}
    </select>
  );
}

function UnreadFilter({ store: { filters } }: { store: PopupStore }) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={filters.unreadOnly.value}
        onChange={(event) => {
          filters.unreadOnly.value = event.currentTarget.checked;
        }}
      />
      {message('popup_unread_only')}
    </label>
  );
}

function OrderSelect({ store: { filters } }: { store: PopupStore }) {
  const isDismissed = filters.list.value === 'dismissed';
  return (
    <select
      name="sort"
      aria-label={message('popup_sort')}
      value={filters.order.value}
      onChange={(event) => {
        filters.order.value = event.currentTarget.value as Order;
      }}
    >
      {ORDERS.map((order) => (
        <option key={order} value={order}>
          {message(
            order === 'starred' && isDismissed ? 'popup_sort_dismissed' : `popup_sort_${order}`,
          )}
        </option>
      ))}
    </select>
  );
}

/** Seen only with the focus: takes the keyboard past the rows, to the footer. */
function SkipButton() {
  return (
    <button
      type="button"
      class="skip"
      onClick={() => document.querySelector<HTMLElement>('footer button, footer select')?.focus()}
    >
      {message('popup_skip')}
    </button>
  );
}

/**
 * Returns "340 starred · 120 unread", or "12 of 340 starred" for a search. It is always one line, or
 * the list would jump.
 */
function describeCounts({ filters, listing, totals }: PopupStore): string {
  if (listing.status.value !== 'open') return '';
  const { starred, dismissed, unread } = totals.value;
  const found = listing.found.value;
  if (filters.list.value === 'dismissed') return plural('popup_dismissed', found ?? dismissed);
  if (found !== undefined && (filters.parsed.value.root || filters.unreadOnly.value)) {
    return message('popup_found', formatNumber(found), formatNumber(starred));
  }
  // Not counted yet.
  if (starred === 0 && listing.rows.value.length > 0) return '';
  const parts = [plural('popup_starred', starred)];
  if (unread !== undefined) parts.push(plural('popup_unread', unread));
  return parts.join(' · ');
}
