// A table cannot be laid out a few rows at a time; the roles say what it is.
// biome-ignore-all lint/a11y/useSemanticElements: see above
// The list has the focus, and names the row that the reader is at.
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
import type { ComponentChildren } from 'preact';

import { shortAuthors } from '../../formats/write/authors';
import { message, plural } from '../../i18n';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { pageAddress } from '../../paper/paper';
import { Icon, type IconName } from '../../ui/icons';
import { renderHits, renderSnippet } from '../../ui/query/hits';
import { TeX } from '../../ui/tex';
import { dateOf, dayOf } from '../dates';
import type { Page } from '../page';
import { TagChip } from '../tags/tag-chip';
import { firstLineOf } from './first-line';
import { memo } from './memo';
import { rowId } from './row-id';

interface RowProps {
  readonly id: PaperId;
  readonly index: number;
  /** In CSS pixels, from the list's top. */
  readonly top: number;
  readonly page: Page;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  /** Whether the pointer is over it: only then are there buttons, half of what a row is made of. */
  readonly isHovered: boolean;
}

/** One paper. While the list is scrolled, only rows that come are rendered. */
export const Row = memo(function Row(props: RowProps) {
  const { id, index, top, page, isCurrent, isSelected, isHovered } = props;
  const { store, selection } = page;
  const known = store.shownOf(id);
  const entry = typeof known === 'string' ? undefined : known;
  const isRead = entry?.mark.readAt !== undefined;

  function onClick(event: MouseEvent): void {
    if ((event.target as Element).closest('button, a')) return;
    if (
      (event.target as Element).closest('.pick') ||
      event.shiftKey ||
      event.ctrlKey ||
      event.metaKey
    ) {
      event.preventDefault();
      if (event.shiftKey) {
        if (selection.size.peek() === 0 && store.current.peek()) {
          selection.toggle(store.current.peek() as PaperId);
        }
        selection.extendTo(id, store.listing.peek());
      } else {
        selection.toggle(id);
      }
      store.current.value = id;
      return;
    }
    store.current.value = id;
    page.sheet.value = 'detail';
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys for all of its rows
    <div
      role="row"
      id={rowId(id)}
      data-paper={id}
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      tabIndex={-1}
      class={`row${isCurrent ? ' current' : ''}${isRead ? ' read' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      draggable={entry !== undefined}
      onMouseDown={(event) => {
        // A range of rows, not of words.
        if (event.shiftKey) event.preventDefault();
        else page.drag.prepare(id);
      }}
      onDragStart={page.drag.start}
      onDragEnd={page.drag.end}
      onClick={onClick}
      onDblClick={(event) => {
        if (entry && !(event.target as Element).closest('button, a, .pick')) {
          window.open(pageAddress(entry.paper), '_blank', 'noopener,noreferrer');
        }
      }}
    >
      <div role="gridcell" class="pick">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isSelected}
          aria-label={message('list_select', entry?.paper.title ?? id)}
        />
      </div>
      {entry ? (
        <Cells page={page} entry={entry} isHovered={isHovered} />
      ) : (
        <Unknown isGone={known === 'missing'} id={id} />
      )}
    </div>
  );
});

function Unknown({ isGone, id }: { isGone: boolean; id: PaperId }) {
  return (
    <div role="gridcell" class="paper unknown" aria-colspan={3}>
      <p class="soft">{isGone ? message('list_gone', id) : ' '}</p>
    </div>
  );
}

function Cells({ page, entry, isHovered }: { page: Page; entry: Entry; isHovered: boolean }) {
  const { paper, mark } = entry;
  const query = page.store.query.value;
  const { view } = page.store.address.listQuery.value;
  const isBin = view === 'bin';
  const show = (field: Parameters<typeof renderHits>[1]) => (words: string) =>
    renderHits(query, field, words);
  return (
    <>
      <div role="gridcell" class="paper" dir="auto">
        <p class="title" title={paper.title}>
          <TeX text={paper.title || paper.id} show={show('title')} />
        </p>
        <p class="by">
          {renderHits(
            query,
            'author',
            shortAuthors(paper, (n) => plural('paper_authors', n)),
          )}
        </p>
        <p class="mine">
          <span class="venue">{paper.venue ?? paper.categories?.slice(0, 2).join(' ')}</span>
          {mark.tags?.slice(0, 4).map((tag) => (
            <TagChip key={tag} name={tag} colour={page.tags.colourOf(tag)} />
          ))}
          {(mark.tags?.length ?? 0) > 4 && (
            <span class="soft">+{(mark.tags?.length ?? 0) - 4}</span>
          )}
          <Excerpt page={page} entry={entry} />
        </p>
      </div>
      <div role="gridcell" class="when">
        <Dates page={page} entry={entry} />
      </div>
      <div role="gridcell" class="acts">
        {!isHovered ? null : isBin ? (
          <Act
            icon="restore"
            word="action_restore"
            onClick={() => void page.actions.restore([paper.id])}
          />
        ) : (
          <Marks page={page} entry={entry} />
        )}
      </div>
    </>
  );
}

/** The first line of the note; or, while searching, the words around a hit that is nowhere else in the row. */
function Excerpt({ page, entry }: { page: Page; entry: Entry }) {
  const { paper, mark } = entry;
  const query = page.store.query.value;
  if (query.root) {
    const note = renderSnippet(query, 'note', mark.note ?? '');
    if (note) return <span class="note-line">{note}</span>;
    const abstract = renderSnippet(query, 'abstract', paper.abstract ?? '');
    if (abstract && !renderSnippet(query, 'title', paper.title)) {
      return <span class="abstract-line">{abstract}</span>;
    }
  }
  const line = firstLineOf(mark.note ?? '');
  return line ? (
    <span class="note-line" dir="auto">
      {line}
    </span>
  ) : null;
}

function Dates({ page, entry }: { page: Page; entry: Entry }) {
  const { paper, mark } = entry;
  const { view } = page.store.address.listQuery.value;
  const removedAt = view === 'bin' ? page.store.bin.value.get(paper.id)?.removedAt : undefined;
  return (
    <>
      {paper.published && <time dateTime={paper.published}>{dateOf(paper.published)}</time>}
      {removedAt !== undefined ? (
        <Since key="removed" word="list_date_removed" at={removedAt} />
      ) : (
        <>
          <Since word="list_date_starred" at={mark.starredAt} />
          <Since word="list_date_read" at={mark.readAt} />
          {mark.starredAt === undefined && mark.readAt === undefined && (
            <Since word="list_date_dismissed" at={mark.dismissedAt} />
          )}
        </>
      )}
    </>
  );
}

function Since({ word: key, at }: { word: string; at: number | undefined }) {
  if (at === undefined) return null;
  return <span>{message(key, dayOf(at))}</span>;
}

function Marks({ page, entry }: { page: Page; entry: Entry }) {
  const { paper, mark } = entry;
  const { actions } = page;
  return (
    <>
      <Act
        icon="star"
        word="mark_star"
        isOn={mark.starredAt !== undefined}
        onClick={() => void actions.toggle([paper.id], 'starred')}
      />
      <Act
        icon="read"
        word="mark_read"
        isOn={mark.readAt !== undefined}
        onClick={() => void actions.toggle([paper.id], 'read')}
      />
      <Act
        icon="dismiss"
        word="mark_dismiss"
        isOn={mark.dismissedAt !== undefined}
        onClick={() => void actions.toggle([paper.id], 'dismissed')}
      />
      <Act icon="bin" word="list_remove" onClick={() => void actions.remove([paper.id])} />
    </>
  );
}

interface ActProps {
  readonly icon: IconName;
  readonly word: string;
  readonly isOn?: boolean;
  readonly onClick: () => void;
  readonly children?: ComponentChildren;
}

/** For the pointer; by key they are the list's own, and in the pane beside it they are buttons to reach. */
function Act({ icon, word: key, isOn, onClick }: ActProps) {
  return (
    <button
      type="button"
      class={`quiet ${icon}`}
      tabIndex={-1}
      aria-pressed={isOn}
      aria-label={message(key)}
      title={message(key)}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
