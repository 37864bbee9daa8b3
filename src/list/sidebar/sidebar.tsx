import type { ComponentChildren } from 'preact';
import { formatNumber, message } from '../../i18n';
import {
  isSameListQuery,
  type ListQuery,
  type ListView,
  VIEWS,
  writeListQuery,
} from '../../search/list-query';
import { Icon, type IconName } from '../../ui/icons';
import type { Page } from '../page';
import { tagQuery } from '../tags/tag-names';

const ICONS: Record<ListView, IconName> = {
  starred: 'star',
  read: 'read',
  dismissed: 'dismiss',
  all: 'all',
  bin: 'bin',
};

/** Where one can go: the views, the tags, the searches that are kept. */
export function Sidebar({ page }: { page: Page }) {
  const { store } = page;
  const listQuery = store.address.listQuery.value;
  const counts = store.counts.value;
  const edit = (dialog: NonNullable<Page['dialog']['value']>) => () => {
    page.dialog.value = dialog;
  };
  return (
    <nav class="side" aria-label={message('list_side')}>
      <ul>
        {VIEWS.map((view) => (
          <li key={view}>
            <Go
              page={page}
              to={{ ...listQuery, view, query: '' }}
              isHere={listQuery.view === view && listQuery.query.trim() === ''}
              isPart={listQuery.view === view}
            >
              <Icon name={ICONS[view]} />
              <span class="what">{message(`list_view_${view}`)}</span>
              <Count n={view === 'bin' ? store.bin.value.size || undefined : counts?.[view]} />
            </Go>
          </li>
        ))}
      </ul>

      <Heading
        text={message('list_tags')}
        add={message('list_tag_new')}
        onAdd={edit({ kind: 'new-tag' })}
      />
      {page.tags.all.value.length === 0 ? (
        <p class="soft hint">{message('list_tags_none')}</p>
      ) : (
        <ul class="tags">
          {page.tags.all.value.map(({ name, count }) => {
            const to: ListQuery = { ...listQuery, view: 'all', query: tagQuery(name) };
            return (
              <li key={name}>
                <Go
                  page={page}
                  to={to}
                  isHere={isSameListQuery({ ...to, order: listQuery.order }, listQuery)}
                >
                  <span class="dot" data-colour={page.tags.colourOf(name) ?? 'grey'} />
                  <span class="what">
                    <bdi>{name}</bdi>
                  </span>
                  <Count n={count} />
                </Go>
                <Edit name={name} onClick={edit({ kind: 'edit-tag', name })} />
              </li>
            );
          })}
        </ul>
      )}

      <Heading
        text={message('list_searches')}
        {...(listQuery.view !== 'bin' && listQuery.query.trim()
          ? { add: message('list_search_save'), onAdd: edit({ kind: 'save-search' }) }
          : {})}
      />
      {page.saved.value.length === 0 ? (
        <p class="soft hint">{message('list_searches_none')}</p>
      ) : (
        <ul>
          {page.saved.value.map((saved) => (
            <li key={saved.id}>
              <Go
                page={page}
                to={saved.listQuery}
                isHere={isSameListQuery(saved.listQuery, listQuery)}
              >
                <Icon name="bookmark" />
                <span class="what">
                  <bdi>{saved.name}</bdi>
                </span>
              </Go>
              <Edit name={saved.name} onClick={edit({ kind: 'edit-search', saved })} />
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}

interface GoProps {
  readonly page: Page;
  readonly to: ListQuery;
  readonly isHere: boolean;
  /** The listQuery is a part of where it leads: a search in a view. */
  readonly isPart?: boolean;
  readonly children: ComponentChildren;
}

/** A real link, so that it can be kept and opened beside; a plain click stays on the page. */
function Go({ page, to, isHere, isPart, children }: GoProps) {
  return (
    <a
      href={location.pathname + writeListQuery(to)}
      aria-current={isHere ? 'page' : undefined}
      class={isPart && !isHere ? 'part' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        page.sheet.value = 'none';
        page.selection.clear();
        page.store.address.go(to);
      }}
    >
      {children}
    </a>
  );
}

function Count({ n }: { n: number | undefined }) {
  return <span class="count">{n === undefined ? '' : formatNumber(n)}</span>;
}

function Heading({ text, add, onAdd }: { text: string; add?: string; onAdd?: () => void }) {
  return (
    <div class="heading">
      <h2>{text}</h2>
      {add && (
        <button type="button" class="quiet" aria-label={add} title={add} onClick={onAdd}>
          <Icon name="plus" />
        </button>
      )}
    </div>
  );
}

function Edit({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <button
      type="button"
      class="quiet edit"
      aria-label={message('list_edit', name)}
      title={message('list_edit', name)}
      onClick={onClick}
    >
      <Icon name="pencil" />
    </button>
  );
}
