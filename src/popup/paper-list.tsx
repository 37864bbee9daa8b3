import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { message } from '../i18n';
import { Row } from './row';
import type { PopupStore } from './store/store';

/** The rows, or what to do when nothing is found. */
export function PaperList({ store }: { store: PopupStore }) {
  const { filters, listing } = store;
  const rows = listing.rows.value;
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && listing.showMore(),
      { rootMargin: '1200px' },
    );
    if (end.current) observer.observe(end.current);
    return () => observer.disconnect();
    // Observed again whenever rows came: an end that stays in view is not reported twice.
  }, [rows.length]);

  const { list, query, order, unreadOnly } = filters;
  const asked = [list.value, query.value, order.value, unreadOnly.value].join('\n');
  const before = useRef(asked);
  useLayoutEffect(() => {
    // Another list begins at its top.
    if (before.current !== asked) scrollTo(0, 0);
    before.current = asked;
  }, [asked]);

  if (rows.length === 0) return <NothingFound store={store} />;
  return (
    <>
      <ul aria-label={message(`popup_list_${list.value}`)}>
        {rows.map((entry) => (
          <Row key={entry.paper.id} entry={entry} store={store} />
        ))}
      </ul>
      <div ref={end} />
    </>
  );
}

function NothingFound({ store: { filters } }: { store: PopupStore }) {
  const isAll = filters.list.value === 'dismissed' && filters.query.value.trim() === '';
  return (
    <div class="state">
      <p>{message(isAll ? 'popup_nothing_dismissed' : 'popup_nothing_found')}</p>
      <button
        type="button"
        onClick={() => {
          filters.query.value = '';
          filters.unreadOnly.value = false;
          filters.list.value = 'starred';
          document.querySelector<HTMLElement>('[type=search]')?.focus();
        }}
      >
        {message('popup_clear')}
      </button>
    </div>
  );
}
