import { shortAuthors } from '../formats/authors';
import type { Entry } from '../paper/entry';
import { SITES } from '../sites';
import { Icon } from '../ui/icons';
import { Note } from '../ui/note';
import { TeX } from '../ui/tex';
import { count, word } from '../words';
import { keepFocusNear } from './focus';
import type { PopupStore } from './store';

/** One starred paper. */
export function Row({ entry, store }: { entry: Entry; store: PopupStore }) {
  const { paper, mark } = entry;
  const isRead = mark.readAt !== undefined;

  async function change(patch: { starred?: false; read?: boolean }, row: Element | null) {
    keepFocusNear(row);
    const failure = await store.change(entry, patch);
    if (failure) store.notice.value = { text: word(`overlay_failed_${failure.code}`) };
  }

  function unstar(row: Element | null): void {
    const { starredAt } = mark;
    void change({ starred: false }, row);
    store.notice.value = {
      text: word('popup_unstarred', paper.title),
      undo: () => {
        // With the time it had, the paper comes back to its place.
        if (starredAt !== undefined) void store.change(entry, { starred: starredAt });
      },
    };
  }

  return (
    <li
      data-paper={paper.id}
      class={isRead ? 'read' : undefined}
      onFocusIn={() => store.hold(paper.id)}
      onFocusOut={() => store.hold(undefined)}
    >
      <div class="paper">
        <a href={paper.links.page} target="_blank" rel="noreferrer" dir="auto">
          <TeX text={paper.title} />
        </a>
        <p class="soft" dir="auto" title={paper.authors.slice(0, 50).join(', ')}>
          {shortAuthors(paper, (n) => count('popup_authors', n))}
        </p>
        <p class="soft facts">{facts(entry)}</p>
      </div>
      <div class="marks">
        <button
          type="button"
          class="quiet star"
          aria-pressed="true"
          aria-label={word('popup_starred')}
          title={word('popup_starred')}
          onClick={(event) => unstar(event.currentTarget.closest('li'))}
        >
          <Icon name="star" />
        </button>
        <button
          type="button"
          class="quiet done"
          aria-pressed={isRead}
          aria-label={word('popup_read')}
          title={word('popup_read')}
          onClick={(event) => void change({ read: !isRead }, event.currentTarget.closest('li'))}
        >
          <Icon name="read" />
        </button>
      </div>
      <Note saver={store.noteSaverOf(entry)} />
    </li>
  );
}

/** "25 Sep 2026 · Hugging Face" */
function facts({ paper }: Entry): string {
  const site = SITES.find(({ id }) => id === paper.seen?.site)?.name ?? paper.seen?.site;
  return [paper.published && formatDate(paper.published), paper.venue ?? site]
    .filter(Boolean)
    .join(' · ');
}

/** To the precision that is known, in the reader's language. */
function formatDate(published: string): string {
  const [year, month, day] = published.split('-').map(Number);
  if (!year || !month) return published;
  return new Intl.DateTimeFormat(undefined, {
    year: 'numeric',
    month: 'short',
    ...(day ? { day: 'numeric' } : {}),
    timeZone: 'UTC',
  }).format(Date.UTC(year, month - 1, day ?? 1));
}
