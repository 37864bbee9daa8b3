import { useRef } from 'preact/hooks';
import { message } from '../../i18n';
import { LONGEST_QUERY } from '../../search/list-query';
import { Icon } from '../../ui/icons';
import { MistakeLine, MistakeUnderlines } from '../../ui/query/mistakes';
import { IconButton } from '../buttons';
import { focusList } from '../keyboard/focus';
import type { Page } from '../page';

/** The box for the query, with its mistakes underlined. */
export function SearchBox({ page }: { page: Page }) {
  const { address, query } = page.store;
  const underlines = useRef<HTMLDivElement>(null);
  const { query: text } = address.listQuery.value;

  function scrollUnderlines(input: HTMLInputElement): void {
    // They lie under the text, which can be wider than the box.
    if (underlines.current) underlines.current.scrollLeft = input.scrollLeft;
  }

  return (
    <search class="search">
      <Icon name="search" />
      <MistakeUnderlines query={query.value} place={underlines} />
      <input
        type="search"
        value={text}
        maxLength={LONGEST_QUERY}
        aria-label={message('list_search')}
        aria-describedby="mistake"
        aria-invalid={query.value.mistakes.length > 0}
        aria-keyshortcuts="/"
        placeholder={message('list_search_hint')}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => {
          address.type(event.currentTarget.value);
          scrollUnderlines(event.currentTarget);
        }}
        onScroll={(event) => scrollUnderlines(event.currentTarget)}
        onBlur={() => address.endTyping()}
        onKeyDown={(event) => leaveOnEnter(event, page)}
      />
      {text ? (
        <ClearButton page={page} />
      ) : (
        <span class="kbd" aria-hidden="true">
          /
        </span>
      )}
      <MistakeLine query={query.value} />
    </search>
  );
}

function leaveOnEnter(event: KeyboardEvent, { store }: Page): void {
  if (event.isComposing || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return;
  event.preventDefault();
  store.address.endTyping();
  focusList();
}

function ClearButton({ page }: { page: Page }) {
  return (
    <IconButton
      icon="close"
      label={message('list_clear_search')}
      class="clear"
      onClick={(event) => {
        page.store.address.go({ query: '' });
        event.currentTarget.closest('search')?.querySelector('input')?.focus();
      }}
    />
  );
}
