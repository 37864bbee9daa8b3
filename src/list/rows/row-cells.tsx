// A table cannot be laid out a few rows at a time; the roles say what it is.
// biome-ignore-all lint/a11y/useSemanticElements: see above
// The list has the focus, and names the current row.
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
import { shortAuthors } from '../../formats/write/authors';
import { message, plural } from '../../i18n';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { formatPublished, formatShortDay } from '../../ui/dates';
import { renderHits, renderSnippet } from '../../ui/query/hits';
import { TeX } from '../../ui/tex';
import type { Page } from '../page';
import { TagChip } from '../tags/tag-chip';
import { firstLineOf } from './first-line';
import { RowButtons } from './row-buttons';

/** Most tags that a row shows. */
const MOST_TAGS = 4;

interface CellsProps {
  readonly page: Page;
  readonly entry: Entry;
}

/** The cells of a row, after its checkbox. */
export function RowCells({ page, entry, isHovered }: CellsProps & { readonly isHovered: boolean }) {
  return (
    <>
      <PaperCell page={page} entry={entry} />
      <div role="gridcell" class="when">
        <Dates page={page} entry={entry} />
      </div>
      <div role="gridcell" class="acts">
        {isHovered && <RowButtons page={page} entry={entry} />}
      </div>
    </>
  );
}

/** The cells of a row whose paper is not loaded yet, or no longer in the library. */
export function EmptyCells({ id, isMissing }: { id: PaperId; isMissing: boolean }) {
  return (
    <div role="gridcell" class="paper unknown" aria-colspan={3}>
      <p class="soft">{isMissing ? message('list_gone', id) : ' '}</p>
    </div>
  );
}

function PaperCell({ page, entry }: CellsProps) {
  const { paper, mark } = entry;
  const query = page.store.query.value;
  const tags = mark.tags ?? [];
  const authors = shortAuthors(paper, (count) => plural('paper_authors', count));
  return (
    <div role="gridcell" class="paper" dir="auto">
      <p class="title" title={paper.title}>
        <TeX text={paper.title || paper.id} show={(text) => renderHits(query, 'title', text)} />
      </p>
      <p class="by">{renderHits(query, 'author', authors)}</p>
      <p class="mine">
        <span class="venue">{paper.venue ?? paper.categories?.slice(0, 2).join(' ')}</span>
        {tags.slice(0, MOST_TAGS).map((tag) => (
          <TagChip key={tag} name={tag} colour={page.tags.colourOf(tag)} />
        ))}
        {tags.length > MOST_TAGS && <span class="soft">+{tags.length - MOST_TAGS}</span>}
        <Excerpt page={page} entry={entry} />
      </p>
    </div>
  );
}

/**
 * The first line of the note. While searching, the text around a hit in the note or, where the title
 * has none, in the abstract.
 */
function Excerpt({ page, entry }: CellsProps) {
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
  if (!line) return null;
  return (
    <span class="note-line" dir="auto">
      {line}
    </span>
  );
}

function Dates({ page, entry }: CellsProps) {
  const { published } = entry.paper;
  return (
    <>
      {published && <time dateTime={published}>{formatPublished(published)}</time>}
      <MarkDates page={page} entry={entry} />
    </>
  );
}

function MarkDates({ page, entry }: CellsProps) {
  const { paper, mark } = entry;
  const isBin = page.store.address.listQuery.value.view === 'bin';
  const removedAt = isBin ? page.store.bin.value.get(paper.id)?.removedAt : undefined;
  if (removedAt !== undefined) return <Since label="list_date_removed" at={removedAt} />;
  return (
    <>
      <Since label="list_date_starred" at={mark.starredAt} />
      <Since label="list_date_read" at={mark.readAt} />
      {mark.starredAt === undefined && mark.readAt === undefined && (
        <Since label="list_date_dismissed" at={mark.dismissedAt} />
      )}
    </>
  );
}

/** @param label key of the text, in which the day goes */
function Since({ label, at }: { label: string; at: number | undefined }) {
  if (at === undefined) return null;
  return <span>{message(label, formatShortDay(at))}</span>;
}
