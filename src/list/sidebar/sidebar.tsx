import { message } from '../../i18n';
import { isSameListQuery, type ListView, VIEWS } from '../../search/list-query';
import { Icon, type IconName } from '../../ui/icons';
import type { Dialog, Page } from '../page';
import { tagQuery } from '../tags/tag-names';
import { Count, EditButton, Heading, QueryLink } from './sidebar-parts';

const VIEW_ICONS: Record<ListView, IconName> = {
  starred: 'star',
  read: 'read',
  dismissed: 'dismiss',
  all: 'all',
  bin: 'bin',
};

/** The views, the tags and the saved searches. */
export function Sidebar({ page }: { page: Page }) {
  return (
    <nav class="side" aria-label={message('list_side')}>
      <ViewLinks page={page} />
      <TagLinks page={page} />
      <SearchLinks page={page} />
    </nav>
  );
}

function ViewLinks({ page }: { page: Page }) {
  const { store } = page;
  const shown = store.address.listQuery.value;
  const countOf = (view: ListView): number | undefined =>
    view === 'bin' ? store.bin.value.size || undefined : store.counts.value?.[view];
  return (
    <ul>
      {VIEWS.map((view) => (
        <li key={view}>
          <QueryLink
            page={page}
            to={{ ...shown, view, query: '' }}
            isHere={shown.view === view && shown.query.trim() === ''}
            isPart={shown.view === view}
          >
            <Icon name={VIEW_ICONS[view]} />
            <span class="what">{message(`list_view_${view}`)}</span>
            <Count n={countOf(view)} />
          </QueryLink>
        </li>
      ))}
    </ul>
  );
}

function TagLinks({ page }: { page: Page }) {
  const shown = page.store.address.listQuery.value;
  const tags = page.tags.all.value;
  return (
    <>
      <Heading
        text={message('list_tags')}
        addLabel={message('list_tag_new')}
        onAdd={() => showDialog(page, { kind: 'new-tag' })}
      />
      {tags.length === 0 && <p class="soft hint">{message('list_tags_none')}</p>}
      {tags.length > 0 && (
        <ul class="tags">
          {tags.map(({ name, count }) => {
            const to = { ...shown, view: 'all', query: tagQuery(name) } as const;
            return (
              <li key={name}>
                <QueryLink page={page} to={to} isHere={isSameListQuery(to, shown)}>
                  <span class="dot" data-colour={page.tags.colourOf(name) ?? 'grey'} />
                  <span class="what">
                    <bdi>{name}</bdi>
                  </span>
                  <Count n={count} />
                </QueryLink>
                <EditButton
                  name={name}
                  onClick={() => showDialog(page, { kind: 'edit-tag', name })}
                />
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

function SearchLinks({ page }: { page: Page }) {
  const shown = page.store.address.listQuery.value;
  const searches = page.saved.value;
  const canSave = shown.view !== 'bin' && shown.query.trim() !== '';
  return (
    <>
      <Heading
        text={message('list_searches')}
        {...(canSave ? { addLabel: message('list_search_save') } : {})}
        onAdd={() => showDialog(page, { kind: 'save-search' })}
      />
      {searches.length === 0 && <p class="soft hint">{message('list_searches_none')}</p>}
      {searches.length > 0 && (
        <ul>
          {searches.map((saved) => (
            <li key={saved.id}>
              <QueryLink
                page={page}
                to={saved.listQuery}
                isHere={isSameListQuery(saved.listQuery, shown)}
              >
                <Icon name="bookmark" />
                <span class="what">
                  <bdi>{saved.name}</bdi>
                </span>
              </QueryLink>
              <EditButton
                name={saved.name}
                onClick={() => showDialog(page, { kind: 'edit-search', saved })}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function showDialog(page: Page, dialog: Dialog): void {
  page.dialog.value = dialog;
}
