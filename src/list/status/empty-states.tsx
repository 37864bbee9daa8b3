import { message } from '../../i18n';
import { Icon } from '../../ui/icons';
import { focusSearch } from '../keyboard/focus';
import type { Page } from '../page';

/** Says that the library did not answer. What is on the page stays, and so does what is typed. */
export function LibraryFailed({ page }: { page: Page }) {
  const { store } = page;
  return (
    <div class="failed" role="alert">
      <p>
        <strong>{message('list_failed')}</strong> {message('list_failed_kept')}
        <span class="soft"> {store.reason.value}</span>
      </p>
      <button type="button" onClick={() => void page.open()}>
        {message('action_retry')}
      </button>
    </div>
  );
}

/** Says why the list is empty, and what can be done. */
export function EmptyList({ page }: { page: Page }) {
  const { store } = page;
  const { view, query } = store.address.listQuery.value;
  const counts = store.counts.value;
  if (view === 'bin') return <State icon="bin" title="list_bin_none" text="list_bin_none_text" />;
  if (query.trim()) {
    return (
      <State icon="search" title="list_found_none" text="list_found_none_text">
        {view !== 'all' && (
          <button type="button" onClick={() => store.address.go({ view: 'all' })}>
            {message('list_search_everywhere')}
          </button>
        )}
        <button
          type="button"
          onClick={() => {
            store.address.go({ query: '' });
            focusSearch();
          }}
        >
          {message('list_clear_search')}
        </button>
      </State>
    );
  }
  if (!counts) return null;
  if (counts.all === 0) return <Welcome />;
  return <State icon="star" title={`list_none_${view}`} text="list_none_text" />;
}

interface StateProps {
  readonly icon: 'bin' | 'search' | 'star';
  readonly title: string;
  readonly text: string;
  readonly children?: preact.ComponentChildren;
}

function State({ icon, title, text, children }: StateProps) {
  return (
    <div class="state">
      <Icon name={icon} />
      <p class="head">{message(title)}</p>
      <p class="soft">{message(text)}</p>
      {children && <div class="buttons">{children}</div>}
    </div>
  );
}

/** Tells, before the first star, how papers get into the library. */
function Welcome() {
  return (
    <div class="state teach">
      <img src="/icons/dogear-96.png" alt="" width="56" height="56" />
      <p class="head">{message('list_welcome')}</p>
      <ol>
        <li>{message('list_welcome_1')}</li>
        <li>{message('list_welcome_2')}</li>
        <li>{message('list_welcome_3')}</li>
      </ol>
      <div class="buttons">
        <a class="button" href="https://huggingface.co/papers" target="_blank" rel="noreferrer">
          {message('list_welcome_huggingface')}
        </a>
        <a class="button" href="https://arxiv.org/list/cs/new" target="_blank" rel="noreferrer">
          {message('list_welcome_arxiv')}
        </a>
      </div>
    </div>
  );
}
