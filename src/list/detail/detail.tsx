import { useEffect } from 'preact/hooks';
import { message } from '../../i18n';
import type { Entry } from '../../paper/entry';
import { type Paper, pageAddress } from '../../paper/paper';
import { formatPublished } from '../../ui/dates';
import { renderHits } from '../../ui/query/hits';
import { TeX } from '../../ui/tex';
import type { Page } from '../page';
import { TagsEditor } from '../tags/tags-editor';
import { AuthorList } from './author-list';
import { DetailToolbar } from './detail-toolbar';
import { LinkList } from './link-list';
import { MarkHistory } from './mark-history';
import { NotePane } from './note-pane';
import { Publication } from './publication';

/** The pane that shows the current paper in full. */
export function Detail({ page }: { page: Page }) {
  const { store } = page;
  const id = store.current.value;
  const known = id === undefined ? 'unloaded' : store.shownOf(id);
  useEffect(() => {
    // It may be none of the rows in view.
    if (id === undefined || store.address.listQuery.peek().view === 'bin') return;
    store.entries.loadOne(id).catch(store.fail);
  }, [id]);
  return (
    <aside class="detail" aria-label={message('list_detail')}>
      {typeof known === 'string' ? (
        <p class="soft none">
          {known === 'missing' && id ? message('list_gone', id) : message('list_detail_none')}
        </p>
      ) : (
        <PaperDetail key={known.paper.id} page={page} entry={known} />
      )}
    </aside>
  );
}

interface PaperDetailProps {
  readonly page: Page;
  readonly entry: Entry;
}

function PaperDetail({ page, entry }: PaperDetailProps) {
  const { paper } = entry;
  const query = page.store.query.value;
  return (
    <article>
      <DetailToolbar page={page} entry={entry} />
      <h2 dir="auto" id="detail-title" tabIndex={-1}>
        <a href={pageAddress(paper)} target="_blank" rel="noreferrer">
          <TeX text={paper.title || paper.id} show={(text) => renderHits(query, 'title', text)} />
        </a>
      </h2>
      <AuthorList page={page} paper={paper} />
      <p class="soft facts">{describeSource(paper)}</p>
      <LinkList paper={paper} />
      <Annotations page={page} entry={entry} />
      {paper.abstract && (
        <section>
          <h3>{message('list_abstract')}</h3>
          <p class="abstract" dir="auto">
            <TeX text={paper.abstract} show={(text) => renderHits(query, 'abstract', text)} />
          </p>
        </section>
      )}
      <Publication page={page} entry={entry} />
      <MarkHistory entry={entry} />
    </article>
  );
}

/** The tags and the note. In the bin, the note can only be read. */
function Annotations({ page, entry }: PaperDetailProps) {
  const { paper, mark } = entry;
  if (page.store.address.listQuery.value.view === 'bin') {
    if (!mark.note) return null;
    return (
      <p class="old-note" dir="auto">
        {mark.note}
      </p>
    );
  }
  return (
    <>
      <TagsEditor page={page} ids={[paper.id]} tags={mark.tags ?? []} />
      <NotePane saver={page.store.entries.noteSaverOf(entry)} titleId="detail-title" />
    </>
  );
}

/** Returns when and where a paper appeared: "25 Sep 2026 · NeurIPS · cs.CL cs.LG · arxiv:2609.01234". */
function describeSource(paper: Paper): string {
  return [
    paper.published && formatPublished(paper.published),
    paper.venue,
    paper.categories?.join(' '),
    paper.id,
    ...(paper.aliases ?? []),
  ]
    .filter(Boolean)
    .join(' · ');
}
