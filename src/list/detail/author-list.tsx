import { useSignal } from '@preact/signals';
import { message, plural } from '../../i18n';
import type { Paper } from '../../paper/paper';
import { renderHits } from '../../ui/query/hits';
import type { Page } from '../page';

/** Authors that are named at first. A collaboration has thousands. */
const FIRST_AUTHORS = 20;

/** The authors of a paper, and how many more there are whose names are not known. */
export function AuthorList({ page, paper }: { page: Page; paper: Paper }) {
  const isAll = useSignal(false);
  const query = page.store.query.value;
  const { authors } = paper;
  const total = Math.max(paper.authorCount ?? 0, authors.length);
  if (total === 0) return null;
  const shown = isAll.value ? authors : authors.slice(0, FIRST_AUTHORS);
  const unnamed = total - authors.length;
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
