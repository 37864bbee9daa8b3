import { useRef } from 'preact/hooks';
import browser from '../ext';
import type { Order } from '../library/finder';
import { Icon } from '../ui/icons';
import { MistakeLine, QueryMarks } from '../ui/query-marks';
import { word } from '../words';
import { focusList } from './keyboard';
import type { Page } from './page';
import { LONGEST_QUERY, ORDERS } from './place';

export function Header({ page }: { page: Page }) {
  const { address } = page.store;
  const { order, reverse, view } = address.place.value;
  return (
    <header>
      <button
        type="button"
        class="quiet menu"
        aria-label={word('list_menu')}
        title={word('list_menu')}
        aria-expanded={page.sheet.value === 'menu'}
        onClick={() => {
          page.sheet.value = page.sheet.value === 'menu' ? 'none' : 'menu';
        }}
      >
        <Icon name="menu" />
      </button>
      <a class="name" href={location.pathname}>
        <img src="/icons/dogear-48.png" alt="" width="24" height="24" />
        <span>{word('extension_name')}</span>
      </a>
      <Search page={page} />
      <div class="order" hidden={view === 'bin'}>
        <select
          name="order"
          aria-label={word('list_order')}
          value={order}
          onChange={(event) => address.go({ order: event.currentTarget.value as Order })}
        >
          {ORDERS.map((one) => (
            <option key={one} value={one}>
              {word(one === 'best' ? bestKey(page) : `list_order_${one}`)}
            </option>
          ))}
        </select>
        <button
          type="button"
          class="quiet"
          aria-pressed={reverse}
          aria-label={word('list_reverse')}
          title={word('list_reverse')}
          onClick={() => address.go({ reverse: !reverse })}
        >
          <Icon name="up" />
        </button>
      </div>
      <nav class="places" aria-label={word('list_places')}>
        <a
          class="button"
          href="/src/reading/index.html"
          aria-label={word('list_reading')}
          title={word('list_reading')}
        >
          <Icon name="plot" />
          <span>{word('list_reading')}</span>
        </a>
        <a
          class="button"
          href="/src/data/index.html"
          aria-label={word('list_data')}
          title={word('list_data')}
        >
          <Icon name="data" />
          <span>{word('list_data')}</span>
        </a>
        <button
          type="button"
          class="quiet"
          aria-label={word('list_help')}
          title={word('list_help')}
          onClick={() => {
            page.dialog.value = { kind: 'help' };
          }}
        >
          <Icon name="help" />
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={word('popup_options')}
          title={word('popup_options')}
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
  const { query: text } = address.place.value;
  const isWrong = query.value.mistakes.length > 0;

  function follow(input: HTMLInputElement): void {
    // The marks under the words go along when a long query is scrolled.
    if (mirror.current) mirror.current.scrollLeft = input.scrollLeft;
  }

  return (
    <search class="search">
      <Icon name="search" />
      <QueryMarks query={query.value} place={mirror} />
      <input
        type="search"
        value={text}
        maxLength={LONGEST_QUERY}
        aria-label={word('list_search')}
        aria-describedby="mistake"
        aria-invalid={isWrong}
        aria-keyshortcuts="/"
        placeholder={word('list_search_hint')}
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
          aria-label={word('list_clear_search')}
          title={word('list_clear_search')}
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
