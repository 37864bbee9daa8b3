import { useRef } from 'preact/hooks';
import browser from '../../ext';
import { message } from '../../i18n';
import type { Order } from '../../library/index/finder';
import { LONGEST_QUERY, ORDERS } from '../../search/list-query';
import { Icon } from '../../ui/icons';
import { MistakeLine, MistakeUnderlines } from '../../ui/query/mistakes';
import { focusList } from '../keyboard/focus';
import type { Page } from '../page';

export function Header({ page }: { page: Page }) {
  const { address } = page.store;
  const { order, reverse, view } = address.listQuery.value;
  return (
    <header>
      <button
        type="button"
        class="quiet menu"
        aria-label={message('list_menu')}
        title={message('list_menu')}
        aria-expanded={page.sheet.value === 'menu'}
        onClick={() => {
          page.sheet.value = page.sheet.value === 'menu' ? 'none' : 'menu';
        }}
      >
        <Icon name="menu" />
      </button>
      <a class="name" href={location.pathname}>
        <img src="/icons/dogear-48.png" alt="" width="24" height="24" />
        <span>{message('extension_name')}</span>
      </a>
      <Search page={page} />
      <div class="order" hidden={view === 'bin'}>
        <select
          name="order"
          aria-label={message('list_order')}
          value={order}
          onChange={(event) => address.go({ order: event.currentTarget.value as Order })}
        >
          {ORDERS.map((one) => (
            <option key={one} value={one}>
              {message(one === 'best' ? bestKey(page) : `list_order_${one}`)}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="quiet"
          aria-pressed={reverse}
          aria-label={message('list_reverse')}
          title={message('list_reverse')}
          onClick={() => address.go({ reverse: !reverse })}
        >
          <Icon name="up" />
        </button>
      </div>
      <nav class="places" aria-label={message('list_places')}>
        <a
          class="button"
          href="/src/reading/index.html"
          aria-label={message('list_reading')}
          title={message('list_reading')}
        >
          <Icon name="plot" />
          <span>{message('list_reading')}</span>
        </a>
        <a
          class="button"
          href="/src/data/index.html"
          aria-label={message('page_data')}
          title={message('page_data')}
        >
          <Icon name="data" />
          <span>{message('page_data')}</span>
        </a>
        <button
          type="button"
          class="quiet"
          aria-label={message('list_help')}
          title={message('list_help')}
          onClick={() => {
            page.dialog.value = { kind: 'help' };
          }}
        >
          <Icon name="help" />
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={message('page_options')}
          title={message('page_options')}
          onClick={() => void browser.runtime.openOptionsPage()}
        >
          <Icon name="gear" />
        </button>
      </nav>
    </header>
  );
}

/** What "best" means: how well the words are met, or, where there are none, what was marked last. */
const bestKey = (page: Page): string =>
  page.store.query.value.root ? 'list_order_best' : 'list_order_newest';

function Search({ page }: { page: Page }) {
  const { address, query } = page.store;
  const mirror = useRef<HTMLDivElement>(null);
  const { query: text } = address.listQuery.value;
  const isWrong = query.value.mistakes.length > 0;

  function follow(input: HTMLInputElement): void {
    // The marks under the words go along when a long query is scrolled.
    if (mirror.current) mirror.current.scrollLeft = input.scrollLeft;
  }

  return (
    <search class="search">
      <Icon name="search" />
      <MistakeUnderlines query={query.value} place={mirror} />
      <input
        type="search"
        value={text}
        maxLength={LONGEST_QUERY}
        aria-label={message('list_search')}
        aria-describedby="mistake"
        aria-invalid={isWrong}
        aria-keyshortcuts="/"
        placeholder={message('list_search_hint')}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => {
          address.type(event.currentTarget.value);
          follow(event.currentTarget);
        }}
        onScroll={(event) => follow(event.currentTarget)}
        onBlur={() => address.endTyping()}
        onKeyDown={(event) => {
          if (event.isComposing || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return;
          event.preventDefault();
          address.endTyping();
          focusList();
        }}
      />
      {text ? (
        <button
          type="button"
          class="quiet clear"
          aria-label={message('list_clear_search')}
          title={message('list_clear_search')}
          onClick={(event) => {
            address.go({ query: '' });
            event.currentTarget.closest('search')?.querySelector('input')?.focus();
          }}
        >
          <Icon name="close" />
        </button>
      ) : (
        <span class="kbd" aria-hidden="true">
          /
        </span>
      )}
      <MistakeLine query={query.value} />
    </search>
  );
}
