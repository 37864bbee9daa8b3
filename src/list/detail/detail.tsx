import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { message, plural } from '../../i18n';
import type { Entry } from '../../paper/entry';
import { type Paper, pageAddress } from '../../paper/paper';
import { webAddress } from '../../paper/web-address';
import { siteName } from '../../sites';
import { Icon, type IconName } from '../../ui/icons';
import { renderHits } from '../../ui/query/hits';
import { TeX } from '../../ui/tex';
import { makeObsidianNote } from '../actions/obsidian';
import { dateOf, momentOf } from '../dates';
import { focusList } from '../keyboard/focus';
import type { Page } from '../page';
import { otherLinks, ownLinks, type PaperLink } from '../paper-links';
import { TagsEditor } from '../tags/tags-editor';
import { markEvents } from './mark-events';
import { NotePane } from './note-pane';

/** All about the paper that the reader is at. */
export function Detail({ page }: { page: Page }) {
  const { store } = page;
  const id = store.current.value;
  const known = id === undefined ? 'unloaded' : store.shownOf(id);
  useEffect(() => {
    // It may be none of the rows in view.
    if (id !== undefined && store.address.listQuery.peek().view !== 'bin') {
      if (store.entries.peek(id) === 'unloaded') store.entries.loadOne(id).catch(store.fail);
    }
  }, [id]);
  return (
    <aside class="detail" aria-label={message('list_detail')}>
      {typeof known === 'string' ? (
        <p class="soft none">
          {known === 'missing' && id ? message('list_gone', id) : message('list_detail_none')}
        </p>
      ) : (
        <About key={known.paper.id} page={page} entry={known} />
      )}
    </aside>
  );
}

function About({ page, entry }: { page: Page; entry: Entry }) {
  const { paper, mark } = entry;
  const query = page.store.query.value;
  const isBin = page.store.address.listQuery.value.view === 'bin';
  return (
    <article>
      <Bar page={page} entry={entry} />
      <h2 dir="auto" id="detail-title" tabIndex={-1}>
        <a href={pageAddress(paper)} target="_blank" rel="noreferrer">
          <TeX text={paper.title || paper.id} show={(words) => renderHits(query, 'title', words)} />
        </a>
      </h2>
      <Authors page={page} paper={paper} />
      <p class="soft facts">{factsOf(paper)}</p>
      <Links paper={paper} />
      {isBin ? (
        mark.note && (
          <p class="old-note" dir="auto">
            {mark.note}
          </p>
        )
      ) : (
        <>
          <TagsEditor page={page} ids={[paper.id]} tags={mark.tags ?? []} />
          <NotePane saver={page.store.entries.noteSaverOf(entry)} titleId="detail-title" />
        </>
      )}
      {paper.abstract && (
        <section>
          <h3>{message('list_abstract')}</h3>
          <p class="abstract" dir="auto">
            <TeX text={paper.abstract} show={(words) => renderHits(query, 'abstract', words)} />
          </p>
        </section>
      )}
      <History entry={entry} />
    </article>
  );
}

function Bar({ page, entry }: { page: Page; entry: Entry }) {
  const { paper, mark } = entry;
  const { actions, store } = page;
  const isBin = store.address.listQuery.value.view === 'bin';
  return (
    <div class="bar" role="toolbar" aria-label={message('list_actions')}>
      <button
        type="button"
        class="quiet shut"
        aria-label={message('list_back')}
        title={message('list_back')}
        onClick={() => {
          page.sheet.value = 'none';
          focusList();
        }}
      >
        <Icon name="back" />
      </button>
      {isBin ? (
        <Tool
          icon="restore"
          text={message('action_restore')}
          onClick={() => void actions.restore([paper.id])}
        />
      ) : (
        <>
          <Tool
            icon="star"
            text={message('mark_star')}
            isOn={mark.starredAt !== undefined}
            onClick={() => void actions.toggle([paper.id], 'starred')}
          />
          <Tool
            icon="read"
            text={message('mark_read')}
            isOn={mark.readAt !== undefined}
            onClick={() => void actions.toggle([paper.id], 'read')}
          />
          <Tool
            icon="dismiss"
            text={message('mark_dismiss')}
            isOn={mark.dismissedAt !== undefined}
            onClick={() => void actions.toggle([paper.id], 'dismissed')}
          />
          <span class="space" />
          <button
            type="button"
            class="quiet"
            aria-label={message('list_obsidian')}
            title={message('list_obsidian')}
            onClick={() => void makeObsidianNote(page, entry)}
          >
            <Icon name="note" />
          </button>
          <button
            type="button"
            class="quiet bin"
            aria-label={message('list_remove')}
            title={message('list_remove')}
            onClick={() => void actions.remove([paper.id])}
          >
            <Icon name="bin" />
          </button>
        </>
      )}
    </div>
  );
}

interface ToolProps {
  readonly icon: IconName;
  readonly text: string;
  readonly isOn?: boolean;
  readonly onClick: () => void;
}

function Tool({ icon, text, isOn, onClick }: ToolProps) {
  return (
    <button type="button" class={`tool ${icon}`} aria-pressed={isOn} onClick={onClick}>
      <Icon name={icon} />
      {text}
    </button>
  );
}

/** So many authors are named at first; a collaboration has thousands. */
const FIRST_AUTHORS = 20;

function Authors({ page, paper }: { page: Page; paper: Paper }) {
  const isAll = useSignal(false);
  const query = page.store.query.value;
  const { authors } = paper;
  const all = Math.max(paper.authorCount ?? 0, authors.length);
  if (all === 0) return null;
  const shown = isAll.value ? authors : authors.slice(0, FIRST_AUTHORS);
  const unnamed = all - authors.length;
  return (
    <p class="authors" dir="auto">
      {renderHits(query, 'author', shown.join(', '))}
      {authors.length > FIRST_AUTHORS && (
        <>
          {isAll.value ? ' ' : ' … '}
          <button
            type="button"
            class="plain inline"
            aria-expanded={isAll.value}
            onClick={() => {
              isAll.value = !isAll.peek();
            }}
          >
            {isAll.value
              ? message('list_authors_fewer')
              : plural('list_authors_all', authors.length)}
          </button>
        </>
      )}
      {unnamed > 0 && ` ${plural('list_authors_more', unnamed)}`}
    </p>
  );
}

/** "25 Sep 2026 · NeurIPS · cs.CL cs.LG · arxiv:2609.01234" */
function factsOf(paper: Paper): string {
  return [
    paper.published && dateOf(paper.published),
    paper.venue,
    paper.categories?.join(' '),
    paper.id,
    ...(paper.aliases ?? []),
  ]
    .filter(Boolean)
    .join(' · ');
}

function Links({ paper }: { paper: Paper }) {
  const seen = paper.seen;
  const seenAt = webAddress(seen?.url);
  const others: PaperLink[] = otherLinks(paper);
  return (
    <ul class="links">
      {ownLinks(paper).map((link) => (
        <li key={link.kind}>
          <a class="button" href={link.href} target="_blank" rel="noreferrer">
            {message(`list_link_${link.kind}`)}
          </a>
        </li>
      ))}
      {others.map((link) => (
        <li key={link.kind}>
          <a href={link.href} target="_blank" rel="noreferrer">
            {message(`list_link_${link.kind}`)}
          </a>
        </li>
      ))}
      {seen && seenAt && (
        <li>
          <a href={seenAt} target="_blank" rel="noreferrer" title={momentOf(seen.at)}>
            {message('list_link_seen', siteName(seen.site) ?? seen.site)}
          </a>
        </li>
      )}
    </ul>
  );
}

function History({ entry }: { entry: Entry }) {
  const events = markEvents(entry.mark);
  const { seen } = entry.paper;
  if (events.length === 0) return null;
  return (
    <section class="history">
      <h3>{message('list_history')}</h3>
      <ul>
        {events.map(({ what, tag = '', at }) => (
          <li key={what + tag}>
            <span>{message(`list_event_${what}`, tag)}</span>
            <time dateTime={new Date(at).toISOString()}>{momentOf(at)}</time>
          </li>
        ))}
        {seen && (
          <li>
            <span>{message('list_event_seen')}</span>
            <time dateTime={new Date(seen.at).toISOString()}>{momentOf(seen.at)}</time>
          </li>
        )}
      </ul>
    </section>
  );
}
