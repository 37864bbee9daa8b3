import { shortAuthors } from '../formats/write/authors';
import { message, plural } from '../i18n';
import type { Entry } from '../paper/entry';
import { siteName } from '../sites';
import { formatPublished } from '../ui/dates';
import { Icon } from '../ui/icons';
import { Note } from '../ui/notes/note';
import { onSingleClick } from '../ui/page/single-click';
import { renderHits } from '../ui/query/hits';
import { TeX } from '../ui/tex';
import type { PopupStore } from './store/store';

interface RowProps {
  readonly entry: Entry;
  readonly store: PopupStore;
  /** The list that the row is in. A paper can be in more than one at once. */
  readonly place?: 'list' | 'last' | 'page';
}

/** Shows one paper, in either list or in the list of papers on the page. */
export function Row({ entry, store, place = 'list' }: RowProps) {
  const { paper, mark } = entry;
  const isRead = mark.readAt !== undefined;
  const titleId = `title-${place}-${paper.id}`;
  return (
    <li
      data-paper={paper.id}
      class={isRead ? 'read' : undefined}
      onFocusIn={() => store.listing.hold(paper.id)}
      // When only the window loses the focus, the user is still in this row.
      onFocusOut={() => document.hasFocus() && store.listing.hold(undefined)}
    >
      <div class="paper" dir="auto">
        <a id={titleId} href={paper.links.page} target="_blank" rel="noreferrer">
          <TeX
            text={paper.title}
            show={(words) => renderHits(store.filters.parsed.value, 'title', words)}
          />
        </a>
        <p class="soft authors" title={paper.authors.slice(0, 50).join(', ')}>
          {renderHits(
            store.filters.parsed.value,
            'author',
            shortAuthors(paper, (n) => plural('paper_authors', n)),
          )}
        </p>
        <p class="soft">{facts(entry)}</p>
      </div>
      <div class="marks">
        {place === 'list' && store.filters.list.value === 'dismissed' ? (
          <button
            type="button"
            aria-describedby={titleId}
            onClick={() => store.actions.restore(entry)}
          >
            {message('action_restore')}
          </button>
        ) : (
          <Marks entry={entry} store={store} titleId={titleId} />
        )}
      </div>
      <Note saver={store.noteSaverOf(entry)} titleId={titleId} />
    </li>
  );
}

function Marks({ entry, store, titleId }: { entry: Entry; store: PopupStore; titleId: string }) {
  const isRead = entry.mark.readAt !== undefined;
  const isStarred = entry.mark.starredAt !== undefined;
  return (
    <>
      <button
        type="button"
        class="quiet star"
        aria-pressed={isStarred}
        aria-label={message('popup_starred')}
        aria-describedby={titleId}
        title={message('popup_starred')}
        onClick={onSingleClick(() => store.actions[isStarred ? 'unstar' : 'star'](entry))}
      >
        <Icon name="star" />
      </button>
      <button
        type="button"
        class="quiet done"
        aria-pressed={isRead}
        aria-label={message('popup_read')}
        aria-describedby={titleId}
        title={message('popup_read')}
        onClick={onSingleClick(() => void store.actions.patch(entry, { read: !isRead }))}
      >
        <Icon name="read" />
      </button>
    </>
  );
}

/** Returns "25 Sep 2026 · Hugging Face". */
function facts({ paper }: Entry): string {
  const site = siteName(paper.seen?.site) ?? paper.seen?.site;
  return [paper.published && formatPublished(paper.published), paper.venue ?? site]
    .filter(Boolean)
    .join(' · ');
}
