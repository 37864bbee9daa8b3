import { DEFAULT_LIST_QUERY, readListQuery } from '../search/list-query';
import { readFirstRows } from '../ui/page/first-rows';
import { pageSignal } from '../ui/page/page-signal';
import { showWithLibrary } from '../ui/page/show-with-library';

const closed = pageSignal({ resumes: true });
const { view, query, order, reverse } = readListQuery(location.search);
const isPlain = view !== 'bin' && query === '' && order === DEFAULT_LIST_QUERY.order && !reverse;
// Everything else loads while the library is opened and the first rows are read.
const loading = import('./start');
void showWithLibrary(() => {
  const first = readFirstRows(isPlain ? view : undefined, closed);
  void loading.then(({ start }) => start(first, closed));
});
